### All that a person reads. Texts are Telegram's HTML; button labels and pop-up answers have no markup.

## Operators

operator-desk = 🛠 <b>Operator's desk</b>

operator-done = ✅ Done.
operator-dropped = Given up. Nothing has changed.

## What is to be typed

operator-ask-find =
    🔎 <b>Whom are you looking for?</b>

    Send a Telegram id, an @username, an id of ours, or the id of a charge.
operator-ask-grant =
    🎁 <b>How many credits, and why?</b>

    In one line, for example: <code>120 sorry for the delay</code>
operator-ask-refund =
    ↩️ <b>Why is this payment refunded?</b>

    Its credits are taken back at once; what was spent becomes a debt.
operator-ask-ban = ⛔️ <b>Why is this person banned?</b>
operator-ask-unban = ✅ <b>Why is the ban lifted?</b>
operator-ask-news =
    📣 <b>Write the news.</b>

    Telegram's HTML is fine: &lt;b&gt;, &lt;i&gt;, &lt;u&gt;, &lt;s&gt;, &lt;code&gt;, &lt;a href="…"&gt;. First Russian, then a line <code>---</code>, then English; or one text for all.

operator-ask-promo =
    🎟 <b>Which code?</b>

    In one line: the code, <code>balance</code> (credits), <code>bonus</code> or <code>discount</code> (percent of a top-up), how much, then the limits you want: <code>uses=</code>, <code>per=</code> (a person), <code>until=</code>. For example:
    <code>SUMMER balance 100 uses=50 per=1 until=2026-12-31</code>

operator-mistake-person-not-found = ⚠️ Nobody is known as <code>{ $words }</code>.
operator-mistake-grant-format = ⚠️ First a whole number, then the reason.
operator-mistake-grant-amount = ⚠️ The amount must be between 1 and { $most }.
operator-mistake-reason-missing = ⚠️ A reason is missing: at least { $min } characters.
operator-mistake-reason-too-long = ⚠️ The reason is too long: at most { $max } characters.
operator-mistake-news-empty = ⚠️ One of the texts is empty.
operator-mistake-news-too-long = ⚠️ A text is longer than { $limit } characters.
operator-mistake-news-markup = ⚠️ Telegram would not take the markup at <code>{ $words }</code>. A bracket itself is written &amp;lt; or &amp;gt;.

operator-mistake-promo-code = ⚠️ <code>{ $words }</code> is no code: 3 to 32 letters, digits, _ and -.
operator-mistake-promo-kind = ⚠️ <code>{ $words }</code> is neither balance nor bonus nor discount.
operator-mistake-promo-amount = ⚠️ It must be worth a whole number between 1 and { $words }.
operator-mistake-promo-field = ⚠️ <code>{ $words }</code> is no limit: there are uses=, per= and until=.
operator-mistake-promo-uses = ⚠️ <code>{ $words }</code>: how often it can be used is a whole number above 0.
operator-mistake-promo-per-person = ⚠️ <code>{ $words }</code>: how often a person can use it is a whole number above 0.
operator-mistake-promo-until = ⚠️ <code>{ $words }</code>: the last day is a date that is not over, such as 2026-12-31.

## A person

operator-person =
    👤 <b>{ $name }</b> { $username }
    Telegram: <code>{ $telegramId }</code>
    Id: <code>{ $id }</code>
    Language: { $language }. Here since { $since }

    💎 Balance { $balance }, debt { $debt }, set aside { $held } in { $openHolds } holds
    Avatars { $avatars }, pictures { $pictures }, transcripts { $transcripts }
    { $standing ->
        [banned] ⛔️ Banned since { $bannedSince }
       *[free] ✅ Not banned
    }
    { $reachable ->
        [no] 📵 Cannot be written to since { $unreachableSince }
       *[yes] 📨 Can be written to
    }
operator-person-payments = <b>Payments</b>
operator-person-ledger = <b>Ledger</b>
operator-ledger = 📒 <b>Ledger</b>
operator-ledger-line = { $at } · <b>{ $change }</b> · { $kind } { $subject }
operator-payment-line = { $at } · { $amount } { $currency } → { $credits } · { $status ->
        [paid] paid
        [refunding] being refunded
        [refunded] refunded
       *[other] { $status }
    }
operator-payments = ↩️ <b>Which payment is to be refunded?</b>
operator-payments-none = There is no payment that could be refunded.

operator-confirm-grant =
    🎁 <b>{ $amount } credits for { $name }</b> (<code>{ $telegramId }</code>)

    Reason: { $reason }
operator-confirm-refund =
    ↩️ <b>Refund { $amount } stars to { $name }</b> (<code>{ $telegramId }</code>)

    { $credits } credits are taken back.
    Reason: { $reason }
operator-confirm-ban =
    ⛔️ <b>Ban { $name }</b> (<code>{ $telegramId }</code>)

    Reason: { $reason }
operator-confirm-unban =
    ✅ <b>Lift the ban of { $name }</b> (<code>{ $telegramId }</code>)

    Reason: { $reason }

operator-confirm-promo =
    🎟 <b>{ $code }</b>: { $kind ->
        [balance] { $worth } credits
        [bonus] { $worth } % more credits with a top-up
       *[discount] { $worth } % off a top-up
    }

    Uses: { $most }, a person: { $per }
    Until { $until }

## Promo codes

operator-promos = 🎟 { $count ->
        [0] <b>There are no promo codes here.</b>
       *[other] <b>Promo codes</b>
    }
operator-promo-line =
    <code>{ $code }</code> · { $kind ->
        [balance] { $worth } credits
        [bonus] +{ $worth } %
       *[discount] −{ $worth } %
    } · { $state ->
        [active] active
       *[ended] ended
    }
    Used { $uses } of { $most }, a person { $per }, until { $until }

## What operators did

operator-log = 🗒 <b>What operators did</b> ({ $total })
operator-log-line =
    { $at } · { $operator }: <b>{ $action }</b> { $about }
    { $details }
    { $reason }

## What got stuck

operator-stuck = 🧰 { $kinds ->
        [0] <b>Nothing is stuck.</b>
       *[other] <b>Stuck</b>
    }
operator-stuck-line = { $kind }: { $count }, the oldest since { $since }
operator-stuck-list = 🧰 <b>{ $kind }</b>: the oldest { $shown }
operator-stuck-row = { $since } · <code>{ $id }</code> · { $detail }
operator-queues = { $queues ->
        [0] No jobs wait.
       *[other] <b>Jobs</b>
    }
operator-queues-unknown = Redis does not answer, so nothing is known of jobs.
operator-queue-line = { $queue }: { $waiting } wait, { $active } run, { $delayed } later

## News

operator-broadcasts = 📣 { $count ->
        [0] <b>No news have been written yet.</b>
       *[other] <b>News</b>
    }
operator-broadcast-draft = 📣 <b>This is how it will look.</b> It goes to { $audience ->
        [one] { $audience } person
       *[other] { $audience } people
    }.
operator-broadcast =
    📣 { $status ->
        [running] <b>Being sent</b>
        [held] <b>Held since a restore</b>
        [stopped] <b>Stopped</b>
       *[other] <b>Sent</b>
    }: { $text }

    People: { $audience }
    Sent: { $sent }
    Not delivered: { $failed }

## What people are told

news-off = 🔕 No more news. You can turn them on again in your profile.
credits-granted = 🎁 <b>You have been given { $amount ->
        [one] { $amount } credit
       *[other] { $amount } credits
    }.</b>

    Balance: { $balance }
banned =
    ⛔️ <b>Your access to the bot is suspended.</b>

    If you think that this is a mistake, write to us: /paysupport. Your data stay yours: /privacy
ban-lifted = ✅ <b>You can use the bot again.</b>

alert-banned = Your access is suspended. Questions: /paysupport
alert-operator-immune = An operator cannot be banned.
alert-operator-retried = It is being tried again.

## Buttons

button-no-news = 🔕 No more news
button-operator = 🛠 Desk
button-operator-find = 🔎 Find a person
button-operator-stuck = 🧰 Stuck
button-operator-log = 🗒 Log
button-operator-news = 📣 News
button-operator-news-new = ✍️ Write news
button-operator-news-start = 📣 Send
button-operator-news-stop = ⏹ Stop
button-operator-broadcast = { $status ->
        [draft] ✍️
        [running] ▶️
        [held] ⏸
        [stopped] ⏹
       *[done] ✅
    } { $text }
button-operator-back = ← Back to the person
button-operator-grant = 🎁 Grant
button-operator-refund = ↩️ Refund
button-operator-ban = ⛔️ Ban
button-operator-unban = ✅ Lift the ban
button-operator-ledger = 📒 Ledger
button-operator-payment = { $at } · { $amount } { $currency } → { $credits }
button-operator-confirm = ✅ Confirm
button-operator-drop = ✖️ Give up
button-operator-again = 🔄 Look again
button-operator-stuck-of = { $kind }: { $count }
button-operator-stuck-back = ← All that is stuck
button-operator-retry = 🔁 Try { $id } again
button-operator-promos = 🎟 Promo codes
button-operator-promo-new = ✍️ New code
button-operator-promo-off = ⏹ End { $code }

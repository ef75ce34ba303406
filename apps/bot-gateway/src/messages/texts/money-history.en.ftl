## History of credits

money-history = 🧾 <b>History of credits</b> · page { $page } of { $pages } · times: { $zone }
money-history-empty = 🧾 Here you will see where credits came from and what they went into. So far there was nothing.
money-spent =
    ➖ <b>Spent { $amount ->
        [one] { $amount } credit
       *[other] { $amount } credits
    }</b> · { $what }
money-given-back =
    ↩️ Given back { $amount ->
        [one] { $amount } credit
       *[other] { $amount } credits
    } · { $what }
money-set-aside =
    ⏳ Set aside { $amount ->
        [one] { $amount } credit
       *[other] { $amount } credits
    } · { $what }
money-purchase =
    ➕ <b>Bought { $amount ->
        [one] { $amount } credit
       *[other] { $amount } credits
    }</b>
money-grant =
    🎁 <b>A gift of { $amount ->
        [one] { $amount } credit
       *[other] { $amount } credits
    }</b>
money-promo =
    🎟 <b>Promo code: { $amount ->
        [one] { $amount } credit
       *[other] { $amount } credits
    }</b>
money-referral =
    🤝 <b>For an invitation: { $amount ->
        [one] { $amount } credit
       *[other] { $amount } credits
    }</b>
money-refund =
    💸 Payment refunded, { $amount ->
        [one] { $amount } credit
       *[other] { $amount } credits
    } taken back
money-forfeit =
    🗑 Account closed: { $amount ->
        [one] { $amount } credit
       *[other] { $amount } credits
    }
money-when = <i>{ $when }</i>
money-when-left = <i>{ $when } · then { $balance }</i>

## What for

money-subject-training = avatar training
money-subject-picture = picture
money-subject-upscale = upscaled picture
money-subject-transcript = transcript
money-subject-other = the bot's work

## Sums

money-debt =
    ⚠️ You owe { $debt ->
        [one] { $debt } credit
       *[other] { $debt } credits
    }. Whatever comes next pays it off first.
money-spent-lately =
    📊 In { $days ->
        [one] { $days } day
       *[other] { $days } days
    } you spent { $total ->
        [one] { $total } credit
       *[other] { $total } credits
    }
money-spent-part = • { $what }: { $amount }
money-ever = In all: { $sums }
money-ever-bought = bought { $amount }
money-ever-given = got as gifts { $amount }
money-ever-refunded = refunded { $amount }

## Buttons

button-money-history = 🧾 History

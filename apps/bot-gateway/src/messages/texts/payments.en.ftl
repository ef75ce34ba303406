### All that a person reads. Texts are Telegram's HTML; button labels and pop-up answers have no markup.

## Top-up

topup =
    💎 <b>Top up your balance</b>

    On your balance now: { $balance }.{ $debt ->
        [0] {""}
       *[other] {" "}Debt of a payment that was given back: { $debt }; it is paid off first.
    }

    You pay with Telegram Stars. Credits do not expire. Terms: /terms, questions about payments: /paysupport
invoice-title = { $credits } { $credits ->
        [one] credit
       *[other] credits
    } for Aisha
invoice-description =
    { $bonus ->
        [0] Avatars, pictures and transcripts.
       *[other] { $bonus } of them are a gift. Avatars, pictures and transcripts.
    } The credits arrive as soon as you have paid.
payment-received =
    ✅ <b>Thank you! Payment received: { $amount } ⭐</b>

    Credits added: { $credits }.{ $paidOff ->
        [0] {""}
       *[other] {" "}{ $paidOff } of them paid off a debt.
    }
    💎 On your balance: { $balance }.
payment-refunded =
    ↩️ <b>Payment given back: { $amount } ⭐</b>

    Credits taken back: { $credits }.{ $debt ->
        [0] {""}
       *[other] {" "}Some were spent already, which leaves a debt of { $debt }. Your next top-up pays it off first.
    }

## Terms and support

terms =
    <b>Terms of payment</b>

    💎 <b>What credits are.</b> Aisha's own units, which pay for her services. They are not money, cannot be cashed in or handed on, and do not expire.

    <b>Prices in credits.</b> Training an avatar: { $training }–{ $thorough }; an instant avatar is free. A picture: { $image }. Enlarging: { $upscale }. A transcript: free below a minute, then { $minute } for each started minute. You see the price before you agree. If the work fails, its credits come back by themselves.

    <b>Payment.</b> With Telegram Stars (⭐), within Telegram. Credits arrive at once, and go to whoever paid.

    <b>Refunds.</b> Within 14 days we give back a payment whose credits are not spent: write to /paysupport. Spent credits are a service rendered. If a payment is given back after its credits were spent, what is missing becomes a debt, which the next top-up pays off.

    <b>Questions.</b> /paysupport. Telegram's own support and its bots cannot help with these purchases.
paysupport =
    <b>Questions about payments</b>

    Write what happened in one message, behind the command. For example:
    <code>/paysupport I paid 250 Stars and no credits came</code>

    Those who look after Aisha will see your question together with your latest payments, and answer you in Telegram.
support-sent = ✉️ Passed on, together with your latest payments. You will be answered in Telegram.
support-nobody =
    😔 <b>There is nobody here to answer now:</b> this installation of Aisha has named no people for questions.

    All payments are written down and compared with Telegram every day: a lost one is credited by itself. If that has not happened within a day, write to the owner of the bot, whom its Telegram profile names, and give the number of the payment from your receipt.
support-too-long = Too long: more than { $limit } characters. Please shorten it.

## To operators

support-question =
    ✉️ <b>Question about a payment</b>

    <b>{ $name }</b>{ $username ->
        [none] {""}
       *[other] {" "}@{ $username }
    } (<code>{ $telegramId }</code>)
    💎 { $balance }, debt { $debt }

    <blockquote>{ $text }</blockquote>

    { $payments ->
        [0] No payments.
       *[other] Latest payments:
    }
refund-refused =
    ⚠️ <b>Telegram did not give a payment back.</b> The person has the credits again.

    <code>{ $payment }</code>

    { $reason }
payment-unlisted =
    ⚠️ <b>Telegram's list does not hold a payment.</b> Its credits were given.

    <code>{ $payment }</code>

## Before a payment

checkout-unknown-invoice = This invoice is gone. Open /topup and choose a package again. Nothing was charged.
checkout-paid-already = This invoice is paid already. A new one: /topup. Nothing was charged.
checkout-expired = This invoice is out of date. Open /topup and choose a package again. Nothing was charged.
checkout-other-amount = The amount is not that of the invoice. Open /topup and choose a package again. Nothing was charged.
checkout-other-person = This invoice is for somebody else. Open the bot and choose a package: /topup. Nothing was charged.
checkout-banned = You have no access to the bot, so the payment was not accepted. Questions: /paysupport. Nothing was charged.
checkout-leaving = You asked for your data to be deleted, so the payment was not accepted. Nothing was charged.

## Buttons

button-buy = { $popular ->
        [yes] 🔥{" "}
       *[no] {""}
    }{ $credits }{ $bonus ->
        [0] {""}
       *[other] {" "}+ { $bonus }
    } 💎 for { $stars } ⭐
button-take-up = Continue →

## Pop-up answers to buttons

alert-invoice-sent = The invoice is in the chat already, just above.

## Commands

command-paysupport = Questions about payments
command-terms = Terms of payment

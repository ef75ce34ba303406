### All that a person reads. Texts are Telegram's HTML; button labels and pop-up answers have no markup.

## Money

balance =
    💎 <b>You have { $balance ->
        [one] { $balance } credit
       *[other] { $balance } credits
    }.</b>

    Avatar training: { $training }–{ $thorough }; an instant one is free
    Picture: { $image }
    Transcript: free below a minute, then { $minute } for each started minute
insufficient-credits =
    💎 <b>Not enough credits.</b>

    It costs { $price }, you have { $balance }, { $missing } are missing.

## Buttons

button-topup = 💎 Top up
button-go-back = ← Go back
button-balance = 💎 Balance

## Commands

command-balance = Balance
command-topup = Top up

### All that a person reads. Texts are Telegram's HTML; labels of buttons and pop-up answers have no markup.

## What models cost

operator-costs =
    💵 <b>What models cost</b>

    By OpenAI's prices, in days of UTC.
operator-costs-span = <b>{ $days ->
        [1] Today
       *[other] { $days } days
    }: { $sum }</b>
operator-costs-line = { $purpose ->
        [transcript] Transcripts
        [answer] Answers
        [document] Documents
        [prompt] Words for pictures
       *[voice] Speech
    }, { $model }: { $sum } · { $calls }{ $unpriced ->
        [0] {""}
       *[other] {" "}(no price: { $unpriced })
    }
operator-costs-more = …and { $more } more

button-operator-costs = 💵 Costs

## A provider does not answer

provider-outage-balance =
    🚨 <b>The OpenAI account has run out of money.</b>

    Transcripts and answers wait, and go on by themselves once it is topped up. Whoever waits for more than an hour is refused and gets the credits back.
provider-outage-unauthorized =
    🚨 <b>OpenAI does not take our key.</b>

    Transcripts and answers wait, and go on by themselves once the key works. Whoever waits for more than an hour is refused and gets the credits back.

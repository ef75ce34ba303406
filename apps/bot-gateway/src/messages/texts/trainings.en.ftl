training-presets =
    🎓 <b>{ $name }: how shall it learn?</b>

    The more thorough the training, the greater the likeness. You have { $balance } 💎. If it fails, the credits come back by themselves.
training-progress =
    ⏳ <b>{ $name } is learning.</b>

    { $state ->
        [queued] In the queue, ahead of us: { $position }.
        [next] In the queue, we are next.
        [working] { $bar } { $percent } %
        [stopping] Stopping.
       *[sent] Handing the photos over.
    }

    This usually takes { $from }–{ $to } minutes. I write when it is done; feel free to do anything else.
training-cancel-request =
    ⏹ <b>{ $name }: stop the training?</b>

    { $price } credits come back and the photos stay: you can begin again. If the training has just ended, the avatar is ready and paid for.
training-stopping = ⏹ Stopping the training. I write how it ended.
training-cancelled =
    ⏹ <b>{ $name }: training stopped.</b>

    { $price } credits were returned. The photos stay for another 7 days.
training-failed =
    😔 <b>{ $name }: training failed.</b>

    { $reason ->
        [bad-photos] The service could not read the photos. Please replace them.
        [content-policy] The service refused the photos by its rules. Please replace them.
        [provider-balance] The training service takes no orders for the moment. That is on our side.
        [provider-down] The training service is not available now.
        [timed-out] Training took too long.
        [outcome-unknown] The service did not confirm that it took the order.
       *[internal] Something went wrong on our side.
    }

    { $price } credits were returned.

## Buttons

button-train = 🚀 Start training
button-train-again = 🔁 Try again
button-preset-fast = ⚡ Fast · { $price } 💎 · { $from }–{ $to } min
button-preset-balanced = ⚖️ Balanced · { $price } 💎 · { $from }–{ $to } min
button-preset-quality = 💎 Thorough · { $price } 💎 · { $from }–{ $to } min
button-stop-training = ⏹ Stop
button-stop-training-yes = ⏹ Yes, stop
button-go-on = ▶️ Go on
button-back = ⬅️ Back

no-avatar-yet = 🎨 A finished avatar comes first: it knows your face.
picture-avatar-request = 🎨 Which avatar shall I draw?
picture-prompt-request = 🎨 <b>{ $name }.</b> Describe the scene in 3 to 500 characters: where, in what clothes, which light and mood.
picture-prompt-invalid = A description has 3 to 500 characters. Please try again.
picture-ratio-request =
    🎨 <i>{ $prompt }</i>

    Choose a format. A picture costs { $price } credits, you have { $balance }.
picture-started = 🎨 Drawing… Usually less than a minute.
picture-ready =
    🎨 { $prompt }

    Balance: { $balance } 💎
picture-failed =
    😔 The picture did not work out. { $reason ->
        [content-policy] The service refused the description or the result by its rules; describe the scene differently.
        [provider-balance] The drawing service takes no orders for the moment. That is on our side.
        [provider-down] The drawing service is not available now.
        [timed-out] The service took too long.
        [outcome-unknown] The service did not confirm that it took the order.
       *[internal] Something went wrong on our side.
    } { $price } credits were returned.

## Buttons

button-again = 🔁 One more

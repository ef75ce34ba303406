avatars-list = ✨ <b>Your avatars</b>
avatars-empty =
    ✨ <b>No avatars yet.</b>

    An avatar is a model that knows your face and draws you anywhere. It takes 10 to 20 photos; training costs { $price } credits.
avatar-card =
    ✨ <b>{ $name }</b>
    { $gender ->
        [female] Female
       *[male] Male
    } · { $status ->
        [draft] draft
        [training] in training
        [ready] ready
       *[failed] training failed
    } · { $created }
avatar-name-request = What shall we call the avatar? Write a name of 2 to 50 characters.
avatar-name-invalid = A name has 2 to 50 characters. Please try again.
avatar-gender-request = Whom shall I draw? It helps the model to get it right.
training-started =
    ⏳ <b>{ $name } is learning.</b>

    This takes from a few minutes to half an hour. I write when it is done; feel free to do anything else.
avatar-ready =
    🎉 <b>{ $name }: the avatar is ready!</b>

    Describe a scene and I draw it. A picture costs { $price } credits.
training-failed =
    😔 <b>{ $name }: training failed.</b>

    { $reason ->
        [bad-photos] The service could not read the photos. Please try others.
        [content-policy] The service refused the photos by its rules. Please try others.
        [provider-balance] The training service takes no orders for the moment. That is on our side.
        [provider-down] The training service is not available now.
        [timed-out] Training took too long.
        [outcome-unknown] The service did not confirm that it took the order.
       *[internal] Something went wrong on our side.
    }

    { $price } credits were returned.
avatar-discarded = The draft was deleted.

## Buttons

button-new-avatar = ➕ New avatar
button-female = A woman
button-male = A man
button-train = 🚀 Start training
button-train-again = 🔁 Try again

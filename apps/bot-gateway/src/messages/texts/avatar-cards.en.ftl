avatar-card =
    { $main ->
        [yes] ⭐ <b>{ $name }</b>, the main one
       *[no] ✨ <b>{ $name }</b>
    }
    { $gender ->
        [female] Female
       *[male] Male
    } · { $kind ->
        [instant] instant
       *[trained] trained
    } · { $status ->
        [draft] draft
        [training] in training
        [ready] ready
       *[failed] training not finished
    } · { $created }
avatar-rename-request = ✏️ What shall we call <b>{ $name }</b> from now on? Write a name of 2 to 50 characters.
avatar-delete-request =
    🗑 <b>Delete { $name } for good?</b>

    All that the bot knows of this face is deleted: the model, the photos, the picture on the card. { $state ->
        [ready] The pictures can stay in the gallery.
       *[other] There are no pictures of it.
    }
avatar-deleted = The avatar was deleted.

## Buttons

button-set-main = ⭐ Make it the main one
button-rename = ✏️ Rename
button-retrain = 🎓 Train anew
button-train-properly = 🎓 Train it properly
button-replace-photos = 📷 Replace the photos
button-delete-avatar = 🗑 Delete the avatar
button-delete-avatar-all = 🗑 Delete it with its pictures

## Pop-up answers to buttons

alert-draft-first = Finish or delete the avatar that you have begun first: here it is.
alert-training-first = The avatar is in training. Stop the training first.

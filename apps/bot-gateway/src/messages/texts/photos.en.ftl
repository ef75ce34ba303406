avatar-photos-request =
    📷 <b>{ $name }: photos</b>

    Send { $min } to { $max } photos: one by one, as an album or as files (JPEG, PNG, WebP). So far: { $photos }.

    • only you in each, the whole face visible
    • different angles, light and clothes
    • shorter side of at least 512 pixels, up to 20 MB

    I check each one. If something looks wrong, I show it and ask.
avatar-photos-progress =
    { $bar }
    📷 Photos accepted: <b>{ $accepted }</b> of { $min }–{ $max }{ $pending ->
        [0] {""}
       *[other] , checking { $pending } more
    }{ $doubtful ->
        [0] .
       *[other] , { $doubtful } in question.
    } { $state ->
        [full] That is the maximum; you can start.
        [enough] That is enough; add more or start.
       *[more] { $missing } more needed.
    }
photo-refused =
    📷 I can't take photo { $number }{ $named ->
        [yes] {" "}({ $file })
       *[no] {""}
    }: { $reason ->
        [too-small] it is too small, its shorter side must have at least 512 pixels. Send it as a file, uncompressed, or choose another.
        [too-big] it is too big: up to 20 MB and 100 megapixels. Send it as an ordinary photo, Telegram makes it smaller.
        [heic] it is a HEIC file, as iPhones store them. Send it as an ordinary photo, not as a file, or save it as JPEG.
        [not-an-image] it is not a JPEG, PNG or WebP image. Send it as an ordinary photo.
        [duplicate] it is here already. Send another one.
        [too-many] there are enough photos already.
       *[not-received] Telegram did not hand me the file. Please send it again.
    }
photo-doubtful =
    🤔 Photo { $number }{ $named ->
        [yes] {" "}({ $file })
       *[no] {""}
    }. { $remarks }

    Keep it, or will you send another?
photo-kept = ✅ Photo { $number } is kept.
photo-removed = 🗑 Photo { $number } is out. Send another one whenever you like.
draft-photo =
    📷 <b>{ $position } of { $total }</b>, photo { $number }{ $named ->
        [yes] {" "}({ $file })
       *[no] {""}
    }

    { $remarks }
draft-photos-none = 📷 There are no photos in the draft yet. Send the first one.

photo-is-good = A good photo.
photo-kept-anyway = You decided to keep it.
photo-doubt-no-face = I can't see a face in it.
photo-doubt-several-faces = It shows several faces, I need yours only.
photo-doubt-face-too-small = The face is too small: come closer or crop the photo.
photo-doubt-other-person = It seems to show somebody else than the other photos.
photo-doubt-blurry = The face is blurred, its features can't be made out.
photo-doubt-too-dark = It is too dark to make out the face.
photo-doubt-too-bright = It is too bright to make out the face.
photo-doubt-near-duplicate = It is almost the same as one that you have sent: I'd learn nothing new from it.
photo-warning-small-face = The face is rather small.
photo-warning-people-behind = Other people can be seen behind.
photo-warning-soft = The face is not quite sharp.
photo-warning-dim = It is rather dark.
photo-warning-glaring = It is rather bright.
photos-not-expected = 📷 Lovely! To learn from photos, start an avatar.
photos-full = 📷 There are { $max } photos already, no more are needed.
avatar-review =
    ✨ <b>Please check</b>

    Name: <b>{ $name }</b>
    { $gender ->
        [female] Female
       *[male] Male
    }, photos: { $photos }{ $remarked ->
        [0] {""}
       *[other] , { $remarked } of them with remarks
    }
    { $doubtful ->
        [0] {""}
       *[other] In question: { $doubtful }. Unless you keep them, I learn without them.
    }
    Training costs from { $price } credits, you have { $balance }. If it fails they come back by themselves.

## Buttons

button-draft-photos = 🖼 My photos
button-keep-photo = 👍 Keep it
button-replace-photo = 🔄 I'll send another
button-remove-photo = 🗑 Remove
button-review = ✅ Continue
button-discard = 🗑 Delete the draft
button-add-photos = 📷 Add photos

## Pop-up answers to buttons

alert-photos-too-few = Not enough photos yet: at least 10 are needed.
alert-photos-pending = Still checking the photos, one moment.
alert-photos-doubtful = Decide about the photos in question: keep them or send others. At least 10 are needed.

avatar-photos-request =
    📷 <b>{ $name }: photos</b>

    Send { $min } to { $max } photos: one by one, as an album or as files. So far: { $photos }.

    • only you in each, the whole face visible
    • different angles, light and clothes
    • shorter side of at least 512 pixels, up to 20 MB
avatar-photos-progress =
    { $bar }
    📷 Photos accepted: <b>{ $accepted }</b> of { $min }–{ $max }{ $pending ->
        [0] .
       *[other] , checking { $pending } more.
    } { $state ->
        [full] That is the maximum; you can start.
        [enough] That is enough; add more or start.
       *[more] { $missing } more needed.
    }
photo-refused =
    📷 I can't take this photo: { $reason ->
        [too-small] it is too small, its shorter side must have at least 512 pixels. Send it as a file, uncompressed.
        [too-big] it is too big: up to 20 MB and 100 megapixels.
        [not-an-image] it is not a JPEG, PNG or WebP image.
        [duplicate] it is here already.
        [too-many] there are enough photos already.
       *[not-received] Telegram did not hand me the file. Please send it again.
    }
photos-not-expected = 📷 Lovely! To learn from photos, start an avatar.
photos-full = 📷 There are { $max } photos already, no more are needed.
avatar-review =
    ✨ <b>Please check</b>

    Name: <b>{ $name }</b>
    { $gender ->
        [female] Female
       *[male] Male
    }, photos: { $photos }

    Training costs from { $price } credits, you have { $balance }. If it fails they come back by themselves.

## Buttons

button-review = ✅ Continue
button-discard = 🗑 Delete the draft
button-add-photos = 📷 Add photos

## Pop-up answers to buttons

alert-photos-too-few = Not enough photos yet: at least 10 are needed.
alert-photos-pending = Still checking the photos, one moment.

avatars-list = ✨ <b>Your avatars</b>
avatars-empty =
    ✨ <b>No avatars yet.</b>

    An avatar knows your face and draws you anywhere. An instant one is made of one photo, for free. A trained one is more like you: it takes 10 to 20 photos, and training costs from { $price } credits.
avatar-kind-request =
    ✨ <b>Which avatar shall we make?</b>

    ⚡ <b>Instant</b>: one photo, ready in a minute, free to make.
    🎓 <b>Trained</b>: 10 to 20 photos, training from { $price } credits. More like you, in unusual scenes above all.
avatar-name-request = What shall we call the avatar? Write a name of 2 to 50 characters.
avatar-name-invalid = A name has 2 to 50 characters. Please try again.
avatar-gender-request = Whom shall I draw? It helps the model to get it right.
instant-photo-request =
    📷 <b>{ $name }: one photo</b>

    Send one photo, as a photo or as a file.

    • only you are in it, the face large and in full view
    • even light, no dark glasses
    • the shorter side has 512 pixels or more, up to 20 MB

    It is kept for as long as the avatar: each picture is drawn by it. Delete the avatar, and it goes too.
avatar-ready =
    🎉 <b>{ $name }: the avatar is ready!</b>

    Describe a scene and I draw it. A picture costs { $price } credits.
instant-avatar-ready =
    ⚡ <b>{ $name }: the avatar is ready!</b>

    Describe a scene and I draw it. A picture costs { $price } credits. If you want more likeness, the avatar can be trained on 10 to 20 photos.
avatar-discarded = The draft was deleted.

## Buttons

button-new-avatar = ➕ New avatar
button-instant = ⚡ Instant, from one photo
button-trained = 🎓 Trained, 10 to 20 photos
button-female = A woman
button-male = A man

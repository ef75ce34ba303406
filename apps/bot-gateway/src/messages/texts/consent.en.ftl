### All that a person reads. Texts are Telegram's HTML; button labels and pop-up answers have no markup.

## Consent

consent-request =
    { $sent ->
        [yes] 🔐 <b>The photo is not taken yet: your consent comes first</b>
       *[no] 🔐 <b>Before you send a photo</b>
    }

    <b>What is stored, and how long</b>
    • Photos for a training: a copy without the camera's data. After a successful training it is deleted { $days ->
        [0] at once
        [one] after { $days } day
       *[other] after { $days } days
    }; a small picture stays for the avatar's card.
    • An abandoned draft is deleted after { $draft } days.
    • The photo of an instant avatar stays as long as the avatar.
    • A photo that a picture starts from, or that is put into words, stays for a day at most.
    • A photo that you ask about is deleted with the answer.
    • Features of the face: as numbers only, and only while the photos are needed.

    <b>Who works on them</b>
    FAL (training and pictures) and an OpenAI-compatible service (descriptions and answers).

    <b>Delete everything</b> at any time: "What is stored" or /privacy.

    By agreeing you confirm that you are of age and send only photos of yourself, or with the permission of those on them.
consent-refused =
    🔐 <b>All right. Nothing was stored.</b>

    Without your consent I take no photos. If you change your mind, start again: I will ask once more.

## Buttons

button-agree = ✅ I agree
button-disagree = No
button-what-is-stored = 🔒 What is stored

### All that a person reads. Texts are Telegram's HTML; button labels and pop-up answers have no markup.

## Menu

welcome =
    👋 <b>Hello, { $name }!</b> I am Aisha.

    I learn from your photos and draw you anywhere, turn voice into text and answer questions. Just write, dictate or choose a button.

    You have { $balance ->
        [one] { $balance } credit
       *[other] { $balance } credits
    }.
main-menu = <b>Main menu.</b> What shall we do?
help =
    <b>What I can do</b>

    💬 <b>Questions.</b> Write anything; I answer and remember the conversation.
    🎙 <b>Voice to text.</b> Send a voice note, audio, video or video note of up to 20 MB: you get the text and an answer. Free below a minute, then { $minute } credits for each started minute; I name the price first.
    ✨ <b>Avatar.</b> 10 to 20 photos of you, training costs { $training } credits.
    🎨 <b>Pictures of you.</b> Describe a scene, { $image } credits a picture.

    If something fails, the credits come back by themselves.

    /menu, /balance, /history (transcripts), /cancel (stop what was begun).
cancelled = All right, stopped. An avatar that was begun is kept as a draft.
nothing-to-cancel = There is nothing to cancel.
went-wrong = 😔 Something went wrong with your last message and I could not handle it. Nothing was charged. Please try again a little differently.
unknown-command = I don't know that command. Here is what there is:
too-fast =
    ⏳ I can't keep up with you: too many messages came within a minute, and I have not read the latest ones. Please wait { $seconds ->
        [one] { $seconds } second
       *[other] { $seconds } seconds
    } and send them again.
unsupported-document = I can't open such a file. I understand photos (JPEG, PNG, WebP) and audio or video of up to 20 MB.
unsupported-sticker = A lovely sticker! But I understand text, voice, audio, video and photos.
unsupported-other = I don't understand that yet. Send text, voice, audio, video or a photo.
text-too-long = Too long for one question: more than { $limit } characters. Please split it.

## Money

balance =
    💎 <b>You have { $balance ->
        [one] { $balance } credit
       *[other] { $balance } credits
    }.</b>

    Avatar training: { $training }
    Picture: { $image }
    Transcript: free below a minute, then { $minute } for each started minute
insufficient-credits =
    💎 <b>Not enough credits.</b>

    It costs { $price }, you have { $balance }, { $missing } are missing.

## Assistant

answer-heading = 💬 <b>Answer</b>
answer-failed = 😔 I could not answer: the service is not available now. Please ask again a little later.

## Transcripts

transcript-accepted = 🎧 Listening…
transcript-quote =
    🎧 <b>Recording, { $duration }.</b>

    The transcript costs { $price ->
        [one] { $price } credit
       *[other] { $price } credits
    }, you have { $balance }.
transcript-paid = 🎧 Listening… The credits are set aside; if it fails they come back by themselves.
transcript-declined = All right, I leave this recording. Nothing was charged.
transcript-heading =
    📝 <b>Transcript</b> · { $duration }{ $price ->
        [0] {""}
       *[other] {" "}· { $price } 💎
    }
transcript-failed =
    😔 { $reason ->
        [too-big] The file is too big: Telegram hands me files of up to 20 MB. Send a shorter recording or compress it.
        [not-received] Telegram did not hand me this file. Please send it again.
        [not-audio] There is no sound in this file that I can read. Voice notes, MP3, WAV, OGG, M4A, FLAC, AAC, WMA, OPUS, WebM and MP4 will do.
        [empty] The recording is empty. Please record it again.
        [no-speech] I hear no speech in this recording. Try to speak closer to the microphone.
        [provider-down] Speech recognition is not available now. Please try a little later.
       *[internal] I could not transcribe the recording. Please try again.
    }{ $refund ->
        [refunded] {" "}The credits were returned.
       *[free] {""}
    }
transcripts-list = 📝 <b>Your transcripts</b>, { $total } in all. Choose one:
transcripts-empty = No transcripts yet. Send a voice note and its text will be here.
file-too-big = The file is too big. Telegram hands me files of up to { $limit } MB: send a shorter one or compress it.

## Avatars

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

    Training costs { $price } credits, you have { $balance }. If it fails they come back by themselves.
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

## Pictures

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
gallery-empty = 🖼 No pictures yet. Shall we draw the first?
gallery-card =
    🖼 { $position } of { $total }

    { $prompt }
gallery-delete-request = Delete this picture for good?

## Buttons

button-menu = ☰ Menu
button-picture = 🎨 Create a picture
button-avatars = ✨ My avatars
button-gallery = 🖼 Gallery
button-transcripts = 📝 Transcripts
button-balance = 💎 Balance
button-help = ❓ Help
button-cancel = Cancel
button-new-avatar = ➕ New avatar
button-female = A woman
button-male = A man
button-review = ✅ Continue
button-discard = 🗑 Delete the draft
button-train = 🚀 Start training
button-train-again = 🔁 Try again
button-add-photos = 📷 Add photos
button-again = 🔁 One more
button-previous = ◀️
button-next = ▶️
button-delete = 🗑 Delete
button-delete-yes = 🗑 Yes, delete
button-keep = Keep
button-pay = Transcribe for { $price }
button-decline = No, thanks

## Pop-up answers to buttons

alert-stale = This button is out of date. Open the menu: /menu
alert-too-fast = I can't keep up: too many presses within a minute. Please wait a little and press again.
alert-photos-too-few = Not enough photos yet: at least 10 are needed.
alert-photos-pending = Still checking the photos, one moment.

## Commands

command-menu = Main menu
command-picture = Create a picture
command-avatars = My avatars
command-gallery = Gallery
command-history = Transcripts
command-balance = Balance
command-help = Help
command-cancel = Stop what was begun

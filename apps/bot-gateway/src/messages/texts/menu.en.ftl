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
    🎙 <b>Voice to text.</b> Send a voice note, audio, video or video note: you get the text and an answer. Free below a minute, then { $minute } credits for each started minute; I name the price first.
    ✨ <b>Avatar.</b> Instant from one photo, for free; or trained on 10 to 20, for { $training } to { $thorough } credits.
    🎨 <b>Pictures of you.</b> Describe a scene, { $image } credits a picture.

    If something fails, the credits come back by themselves.

    /menu, /balance, /history (transcripts), /limits (what you can send), /cancel (stop what was begun).
limits =
    📏 <b>What you can send, and how much</b>

    🎙 <b>Recordings</b>: voice notes, audio, video, video notes and files with sound. MP3, WAV, OGG, OPUS, M4A, FLAC, AAC, WMA, WebM, MP4 and many more: I tell by the content. { $files ->
        [cloud] Up to { $megabytes } MB: Telegram gives bots no larger files. That is about two hours of voice notes or 20 minutes of MP3.
       *[own] Only Telegram itself limits their size.
    } Of any length. Free up to a minute, then { $minute } credits for each minute begun.
    📄 <b>Texts</b>: .txt and .docx up to { $megabytes } MB and 600,000 characters, free.
    📷 <b>Photos</b>: JPEG, PNG, WebP up to { $megabytes } MB and 100 megapixels.
    💬 <b>Questions</b>: up to { $question } characters.

    Free <b>in a day</b>: { $answers } answers, { $photos } questions about photos, { $voices } answers read out, { $documents } documents.
cancelled = All right, stopped. An avatar that was begun is kept as a draft.
nothing-to-cancel = There is nothing to cancel.
went-wrong = 😔 Something went wrong with your last message and I could not handle it. Nothing was charged. Please try again a little differently.
unknown-command = I don't know that command. Here is what there is:
too-fast =
    ⏳ I can't keep up with you: too many messages came within a minute, and I have not read the latest ones. Please wait { $seconds ->
        [one] { $seconds } second
       *[other] { $seconds } seconds
    } and send them again.
unsupported-document = I can't open such a file. I understand photos (JPEG, PNG, WebP), audio or video, and texts (TXT, DOCX) of up to 20 MB.
unsupported-sticker = A lovely sticker! But I understand text, voice, audio, video and photos.
unsupported-other = I don't understand that yet. Send text, voice, audio, video or a photo.
text-too-long = Too long for one question: more than { $limit } characters. Please split it.

## Buttons

button-menu = ☰ Menu
button-picture = 🎨 Create a picture
button-avatars = ✨ My avatars
button-gallery = 🖼 Gallery
button-transcripts = 📝 Transcripts
button-help = ❓ Help
button-cancel = Cancel

## Pop-up answers to buttons

alert-stale = This button is out of date. Open the menu: /menu
alert-too-fast = I can't keep up: too many presses within a minute. Please wait a little and press again.

## Commands

command-menu = Main menu
command-picture = Create a picture
command-avatars = My avatars
command-gallery = Gallery
command-history = Transcripts
command-limits = What you can send
command-help = Help
command-cancel = Stop what was begun

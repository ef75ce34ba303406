transcript-accepted = 🎧 Listening…
transcript-quote =
    🎧 <b>Recording, { $duration }.</b>

    The transcript costs { $price ->
        [one] { $price } credit
       *[other] { $price } credits
    }, you have { $balance }. The offer stands for a day.
transcript-paid = 🎧 Listening… The credits are set aside; if it fails they come back by themselves.
transcript-declined = All right, I leave this recording. Nothing was charged.
transcript-lapsed = ⌛ There was no answer for a day, so I no longer keep the recording. Nothing was charged. If you still want it, send it again.
transcript-waiting = ⏳ Speech recognition is resting now. I have the recording and will go on by myself as soon as the service is back. If it is not within an hour, I return the credits and tell you.
transcript-heading =
    📝 <b>{ $titled ->
        [yes] { $title }
       *[no] Transcript
    }</b>{ $timed ->
        [yes] {" "}· { $duration }
       *[no] {""}
    }{ $price ->
        [0] {""}
       *[other] {" "}· { $price } 💎
    }{ $known ->
        [yes] {" "}· { $language }
       *[no] {""}
    }
transcript-heard =
    🎧 <b>Recording, { $duration }</b>{ $price ->
        [0] {""}
       *[other] {" "}· { $price } 💎
    }. Heard; the answer is below.
transcript-repeated = ♻️ You sent this recording before. Here is its text, for free.
transcript-failed =
    😔 { $reason ->
        [too-big] The file is too big: Telegram hands me files of up to 20 MB. Send a shorter recording or compress it. What I take: /limits
        [not-received] Telegram did not hand me this file. Please send it again.
        [not-audio] There is no sound in this file that I can read. Voice notes, MP3, WAV, OGG, M4A, FLAC, AAC, WMA, OPUS, WebM and MP4 will do. More: /limits
        [empty] The recording is empty. Please record it again.
        [not-text] This is no text that I can read. I take .txt in any encoding and .docx without a password.
        [no-text] There is no text in this document.
        [text-too-long] The text is too long: I read up to 600,000 characters. Please split it.
        [no-speech] I hear no speech in this recording. Try to speak closer to the microphone.
        [provider-down] Speech recognition is not available now. Please try a little later.
        [refused] Speech recognition refused this recording: its rules do not allow such content. Other recordings are welcome as usual.
       *[internal] I could not transcribe the recording. Please try again.
    }{ $refund ->
        [refunded] {" "}The credits were returned.
       *[free] {""}
    }
file-too-big = The file is too big. Telegram hands me files of up to { $limit } MB: send a shorter one or compress it. What I take: /limits

## What to send

transcript-modes =
    🎛 <b>What shall I send for recordings?</b>

    The choice holds for all recordings from now on. Under each text you can ask for an answer, under each answer for the text.

## History

transcripts-list = 📝 <b>Your transcripts</b>, { $total } in all. Choose one:
transcripts-empty = No transcripts yet. Send a voice note and its text will be here.
transcripts-found =
    🔍 “{ $words }”: { $found ->
        [none] nothing found.
        [many] the { $total } best ones. Say it more exactly if yours is not among them.
       *[some] { $total } found.
    }
transcripts-search-request =
    🔍 Write words of the recording or of its name, { $min } to { $max } characters.

    Any form of a word will do, and the last one need not be finished. Quotes find the exact words: <code>"plan of work"</code>; a minus leaves out: <code>holiday -sea</code>.
transcripts-search-invalid = A search takes { $min } to { $max } characters. Please try again.
transcript-rename-request = ✏️ What shall this recording be called? { $min } to { $max } characters.
transcript-rename-invalid = A name has { $min } to { $max } characters. Please try again.
transcript-delete-request = Delete this transcript for good? The recording, its documents and the answer to it go with it, and the assistant forgets what was said.
transcript-audio-gone = 🎧 This recording is gone, at Telegram and here. Its text is still there.

## Buttons

button-pay = Transcribe for { $price }
button-decline = No, thanks
button-transcript-answer = 💬 Answer it
button-transcript-show = 📝 Show the text
button-transcript-modes = 🎛 What to send
button-transcript-more = 📂 More
button-transcript-resend = 📨 Send again
button-transcript-audio = 🎧 Recording
button-transcript-mode-both = 📝💬 Text and answer
button-transcript-mode-both-chosen = ✅ Text and answer
button-transcript-mode-transcript = 📝 Text only
button-transcript-mode-transcript-chosen = ✅ Text only
button-transcript-mode-answer = 💬 Answer only
button-transcript-mode-answer-chosen = ✅ Answer only
button-transcripts-search = 🔍 Search
button-transcripts-all = 📝 All
button-transcripts-back = ↩️ To the list

## Answers to buttons

alert-transcript-busy = This recording is still being worked on. It can be deleted when that is done.

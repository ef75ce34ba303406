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

## Buttons

button-pay = Transcribe for { $price }
button-decline = No, thanks

### All that a group reads. Texts are Telegram's HTML; button labels and pop-up answers have no markup.

## Groups

group-greeting =
    👋 Hello! I answer when I am spoken to: mention @{ $name }, begin with “Aisha, …” or reply to a message of mine.

    🎙 For the text of a recording, reply to it with /text. Administrators can have all recordings written out: /settings.

    If I am silent when called by name: with privacy mode on, Telegram shows me only commands, mentions and replies to me. I see everybody's recordings if you make me an administrator.
group-help =
    I answer when I am spoken to: @{ $name }, “Aisha, …” or a reply to a message of mine.

    /text in reply to a recording: its text
    /new: forget the conversation of this group
    /settings: which recordings to write out

    Who asks for a paid recording pays for it. Everything else is in the private chat.
group-private-only = That is for the private chat only, where nobody else sees what is yours.
group-which-recording = Reply with /text to a voice message, an audio or a video, and I will send its text.
group-daily-limit = 🌙 That was your last question to me for today. Ask again after midnight.
group-words-too-long = That question is too long. Please keep it within 4096 characters.
group-anonymous = I answer people only: write as yourself, not in the name of the group or a channel.
group-renewed = 🆕 A fresh start: I have forgotten the conversation of this group.
group-settings =
    ⚙️ <b>Recordings in this group</b>

    Written out on request, or all of them. Recordings under a minute are free; a longer one is paid by its sender, if they agree. Administrators can change this.
group-admins-only = Only administrators of the group can change this.
group-quote = 🎙 { $who }, the recording lasts { $duration }. Its text costs { $price }. The buttons are for you.

## Buttons

button-group-private = 💬 Open the private chat
button-group-on-reply = On request only
button-group-always = All recordings

alert-not-yours = This button is not for you.
alert-group-no-credits = Not enough credits. You can top up in the private chat with me.

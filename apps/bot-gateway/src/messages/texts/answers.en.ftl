answer-heading = 💬 <b>Answer</b>
answer-cut = <i>✂️ This is all that fits into one answer. Write “go on” and I will.</i>
answer-stopped = <i>⏹ Stopped, as you asked.</i>
answer-failed =
    { $reason ->
        [refused] 🙅 I will not answer this. Please ask about something else, or in another way.
        [empty] 😶 The answer came out empty. Please ask in other words.
        [stopped] ⏹ Stopped before I had written anything.
        [no-photo] 📷 I could not open the photo. Please send it again, best as JPEG or PNG.
       *[unavailable] 😔 I could not answer: the service is not available now. Please ask again a little later.
    }
answer-writing = ✍️ Writing the answer…
answer-delayed = ⏳ The service that answers is overloaded now. I will answer as soon as it is free; no need to wait here.
question-photos-many = 📷 I look at { $limit } photos a question at most, and took the first ones.
daily-limit =
    🌙 That is all for today: { $what ->
        [photos] I have looked at { $limit } of your photos
        [voices] I have read { $limit } of your answers out
       *[answers] I have answered you { $limit } times
    }, which is as much as I can do in a day. Ask again after midnight in your time zone (see /settings).
answer-voice-shortened = ✂️ This is the beginning: the whole answer is longer than two minutes.
answer-voice-failed = 😔 I could not read the answer out. Please try again a little later.
nothing-to-stop = There is nothing to stop: I am not writing anything now.
talk-renewed = 🆕 A new conversation: I no longer remember the one before. The messages themselves stay in the chat.
personas =
    🎭 <b>How we talk</b>

    { $persona ->
        [editor] ✏️ <b>Editor</b>: I improve the text you send and say briefly what I changed.
        [translator] 🌐 <b>Translator</b>: from Russian into English, from other languages into Russian.
        [teacher] 🎓 <b>Teacher</b>: I explain step by step and check that it is clear.
        [coder] 💻 <b>Programmer</b>: I write and explain code.
        [listener] 🫂 <b>Listener</b>: I help you talk things over. I am no doctor or therapist and make no diagnoses. If you need help right now, call 112 or your local emergency number.
       *[assistant] 💬 <b>Assistant</b>: I answer any question.
    }

    It holds for all your next questions until you change it.

## Buttons

button-say-answer = 🔊 Say it
button-new-talk = 🆕 New conversation
button-persona-assistant = 💬 Assistant
button-persona-editor = ✏️ Editor
button-persona-translator = 🌐 Translator
button-persona-teacher = 🎓 Teacher
button-persona-coder = 💻 Programmer
button-persona-listener = 🫂 Listener
button-stop-answer = ⏹ Stop

## Pop-up answers to buttons

alert-voice-on-its-way = I am reading it out already, just a moment.

## Commands

command-mode = How we talk
command-new = New conversation
command-stop = Stop the answer

document-started =
    ⏳ { $kind ->
        [summary] Writing a summary…
        [tasks] Collecting the to-do list…
        [minutes] Writing the minutes…
        [official] Preparing the official transcript…
        [translation] Translating…
        [answer] Looking for the answer in the recording…
       *[file] Preparing the file…
    }
document-heading =
    { $kind ->
        [summary] 📌 <b>Summary</b>
        [tasks] ✅ <b>To-do list</b>
        [minutes] 📋 <b>Minutes</b>
        [official] 📜 <b>Official transcript</b>
        [translation] 🌐 <b>Translation</b>
        [answer] 💬 <b>{ $question }</b>
       *[file] 📎 <b>Your file</b>
    }
document-failed =
    😔 { $reason ->
        [refused] The model refused to work with this text.
        [provider-down] The service is not available right now. Please try again a little later.
       *[internal] { $kind ->
            [file] I could not make the file. Please try again.
           *[other] That did not work. Please try again.
        }
    }
document-limit =
    Enough for today: I have already made { $limit ->
        [one] { $limit } document
       *[other] { $limit } documents
    } for you within a day. Tomorrow we go on; documents that are ready, and files, are there as before.
document-languages = 🌐 Which language shall I translate into?
document-formats = 📎 As which file shall I send the text?
document-question-request = 💬 Ask anything about this recording: I answer from it alone. As many questions as you like, one at a time.
document-question-invalid = The question is empty or too long: please keep to 500 characters.
document-question-left = Fine, no more questions about the recording. From now on I answer as usual.
text-accepted = 📄 Reading…
text-read =
    📄 <b>I have read the document</b> · { $characters ->
        [one] { $characters } character
       *[other] { $characters } characters
    }. What shall I do with it?
alert-document-busy = It is being prepared already and will come here by itself.

## Buttons

button-doc-summary = 📌 Summary
button-doc-tasks = ✅ To-do list
button-doc-minutes = 📋 Minutes
button-doc-official = 📜 Official transcript
button-doc-translate = 🌐 Translate
button-doc-ask = 💬 Ask about it
button-doc-download = 📎 Download
button-doc-leave = No more questions
button-doc-txt = TXT
button-doc-docx = Word (DOCX)
button-doc-pdf = PDF
button-doc-srt = Subtitles SRT
button-doc-vtt = Subtitles VTT
# Each language by its own name
button-doc-language-ru = Русский
button-doc-language-en = English
button-doc-language-uk = Українська
button-doc-language-kk = Қазақша
button-doc-language-uz = Oʻzbekcha
button-doc-language-de = Deutsch
button-doc-language-fr = Français
button-doc-language-es = Español
button-doc-language-it = Italiano
button-doc-language-pt = Português
button-doc-language-tr = Türkçe
button-doc-language-pl = Polski

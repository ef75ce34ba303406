document-started =
    ⏳ { $kind ->
        [summary] Пишу краткое содержание…
        [tasks] Собираю список дел…
        [minutes] Составляю протокол…
        [official] Готовлю официальную расшифровку…
        [translation] Перевожу…
        [answer] Ищу ответ в записи…
       *[file] Готовлю файл…
    }
document-heading =
    { $kind ->
        [summary] 📌 <b>Краткое содержание</b>
        [tasks] ✅ <b>Список дел</b>
        [minutes] 📋 <b>Протокол</b>
        [official] 📜 <b>Официальная расшифровка</b>
        [translation] 🌐 <b>Перевод</b>
        [answer] 💬 <b>{ $question }</b>
       *[file] 📎 <b>Ваш файл</b>
    }
document-failed =
    😔 { $reason ->
        [refused] Модель отказалась работать с этим текстом.
        [provider-down] Сервис сейчас недоступен. Попробуйте чуть позже.
       *[internal] { $kind ->
            [file] Не получилось сделать файл. Попробуйте ещё раз.
           *[other] Не получилось. Попробуйте ещё раз.
        }
    }
document-limit =
    На сегодня хватит: я уже сделала для вас { $limit ->
        [one] { $limit } документ
        [few] { $limit } документа
       *[many] { $limit } документов
    } за сутки. Завтра продолжим; готовые документы и файлы доступны как прежде.
document-languages = 🌐 На какой язык перевести?
document-formats = 📎 В каком виде прислать текст?
document-question-request = 💬 Спросите что-нибудь об этой записи: отвечу только по ней. Вопросов может быть сколько угодно, пишите по одному.
document-question-invalid = Вопрос пустой или слишком длинный: уложитесь, пожалуйста, в 500 знаков.
document-question-left = Хорошо, с вопросами к записи закончили. Дальше отвечаю как обычно.
text-accepted = 📄 Читаю…
text-read =
    📄 <b>Документ прочитан</b> · { $characters ->
        [one] { $characters } знак
        [few] { $characters } знака
       *[many] { $characters } знаков
    }. Что сделать?
alert-document-busy = Это уже готовится. Придёт сюда само.

## Кнопки

button-doc-summary = 📌 Кратко
button-doc-tasks = ✅ Список дел
button-doc-minutes = 📋 Протокол
button-doc-official = 📜 Официально
button-doc-translate = 🌐 Перевести
button-doc-ask = 💬 Спросить
button-doc-download = 📎 Скачать
button-doc-leave = Закончить вопросы
button-doc-txt = TXT
button-doc-docx = Word (DOCX)
button-doc-pdf = PDF
button-doc-srt = Субтитры SRT
button-doc-vtt = Субтитры VTT
# Каждый язык называет себя сам
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

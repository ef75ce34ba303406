transcript-accepted = 🎧 Слушаю…
transcript-quote =
    🎧 <b>Запись { $duration }.</b>

    Расшифровка стоит { $price ->
        [one] { $price } кредит
        [few] { $price } кредита
       *[many] { $price } кредитов
    }, у вас { $balance }. Предложение действует сутки.
transcript-paid = 🎧 Слушаю… Кредиты отложены; если не получится, вернутся сами.
transcript-declined = Хорошо, эту запись не расшифровываю. Ничего не списано.
transcript-lapsed = ⌛ За сутки ответа не было, поэтому запись я не храню. Ничего не списано. Если она ещё нужна, пришлите её снова.
transcript-waiting = ⏳ Сервис распознавания сейчас отдыхает. Запись у меня; продолжу сама, как только он вернётся. Если не дождусь за час, верну кредиты и скажу.
transcript-heading =
    📝 <b>{ $titled ->
        [yes] { $title }
       *[no] Текст записи
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
    🎧 <b>Запись { $duration }</b>{ $price ->
        [0] {""}
       *[other] {" "}· { $price } 💎
    }. Прослушала, ответ ниже.
transcript-repeated = ♻️ Эту запись вы уже присылали. Вот её текст, бесплатно.
transcript-failed =
    😔 { $reason ->
        [too-big] Файл слишком большой: Телеграм отдаёт мне файлы до 20 МБ. Пришлите запись короче или сожмите её. Что я принимаю: /limits
        [not-received] Телеграм не отдал мне этот файл. Пришлите его ещё раз.
        [not-audio] В этом файле нет звука, который я могу прочитать. Подойдут голосовые, MP3, WAV, OGG, M4A, FLAC, AAC, WMA, OPUS, WebM и MP4. Подробнее: /limits
        [empty] Запись пустая. Попробуйте записать ещё раз.
        [not-text] Это не текст, который я могу прочитать. Подойдут .txt в любой кодировке и .docx без пароля.
        [no-text] В этом документе нет текста.
        [text-too-long] Текст слишком длинный: читаю до 600 000 знаков. Разделите его, пожалуйста, на части.
        [no-speech] Не слышу речи в этой записи. Попробуйте говорить ближе к микрофону.
        [provider-down] Сервис распознавания сейчас недоступен. Попробуйте чуть позже.
        [refused] Сервис распознавания отказался от этой записи: его правила не допускают такого содержания. Другие записи можно присылать как обычно.
       *[internal] Не получилось расшифровать запись. Попробуйте ещё раз.
    }{ $refund ->
        [refunded] {" "}Кредиты возвращены.
       *[free] {""}
    }
file-too-big = Файл слишком большой. Телеграм отдаёт мне файлы до { $limit } МБ: пришлите короче или сожмите. Что я принимаю: /limits

## Что присылать

transcript-modes =
    🎛 <b>Что присылать на записи?</b>

    Выбор действует для всех следующих записей. Под каждым текстом можно попросить ответ, под каждым ответом — показать текст.

## История

transcripts-list = 📝 <b>Ваши расшифровки</b>, всего { $total }. Выберите запись:
transcripts-empty = Расшифровок пока нет. Пришлите голосовое сообщение, и здесь появится текст.
transcripts-found =
    🔍 «{ $words }»: { $found ->
        [none] ничего не нашлось.
        [many] вот { $total } лучших. Уточните, если нужной записи среди них нет.
       *[some] найдено { $total }.
    }
transcripts-search-request =
    🔍 Напишите слова из записи или её названия, от { $min } до { $max } знаков.

    Форма слова не важна, последнее можно не дописывать. «Кавычки» ищут точное сочетание: <code>"план работ"</code>; минус исключает: <code>отпуск -море</code>.
transcripts-search-invalid = Для поиска нужно от { $min } до { $max } знаков. Попробуйте ещё раз.
transcript-rename-request = ✏️ Как назвать эту запись? От { $min } до { $max } знаков.
transcript-rename-invalid = В названии должно быть от { $min } до { $max } знаков. Попробуйте ещё раз.
transcript-delete-request = Удалить эту расшифровку насовсем? Вместе с ней уйдут запись, документы и ответ на неё; помощник забудет, что в ней было.
transcript-audio-gone = 🎧 Этой записи больше нет ни у Телеграма, ни у меня. Текст остался.

## Кнопки

button-pay = Расшифровать за { $price }
button-decline = Не надо
button-transcript-answer = 💬 Ответить
button-transcript-show = 📝 Показать текст
button-transcript-modes = 🎛 Что присылать
button-transcript-more = 📂 Ещё
button-transcript-resend = 📨 Прислать ещё раз
button-transcript-audio = 🎧 Запись
button-transcript-mode-both = 📝💬 Текст и ответ
button-transcript-mode-both-chosen = ✅ Текст и ответ
button-transcript-mode-transcript = 📝 Только текст
button-transcript-mode-transcript-chosen = ✅ Только текст
button-transcript-mode-answer = 💬 Только ответ
button-transcript-mode-answer-chosen = ✅ Только ответ
button-transcripts-search = 🔍 Поиск
button-transcripts-all = 📝 Все
button-transcripts-back = ↩️ К списку

## Всплывающие ответы на кнопки

alert-transcript-busy = Эта запись ещё в работе. Удалить её можно будет, когда она закончится.

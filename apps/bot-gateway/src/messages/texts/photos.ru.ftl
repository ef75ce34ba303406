avatar-photos-request =
    📷 <b>{ $name }: фотографии</b>

    Пришлите от { $min } до { $max } фотографий: по одной, альбомом или файлами (JPEG, PNG, WebP). Уже есть: { $photos }.

    • на каждой только вы, лицо видно целиком
    • разные ракурсы, свет и одежда
    • меньшая сторона не меньше 512 пикселей, до 20 МБ

    Я проверю каждую. Если что-то смутит, покажу её и спрошу.
avatar-photos-progress =
    { $bar }
    📷 Принято фотографий: <b>{ $accepted }</b> из { $min }–{ $max }{ $pending ->
        [0] {""}
       *[other] , проверяю ещё { $pending }
    }{ $doubtful ->
        [0] .
       *[other] , под вопросом { $doubtful }.
    } { $state ->
        [full] Это максимум, можно начинать.
        [enough] Уже достаточно; можно добавить ещё или начинать.
       *[more] Нужно ещё { $missing }.
    }
photo-refused =
    📷 Фото № { $number }{ $named ->
        [yes] {" "}({ $file })
       *[no] {""}
    } не беру: { $reason ->
        [too-small] оно слишком маленькое, нужна сторона от 512 пикселей. Пришлите его файлом, без сжатия, или выберите другое.
        [too-big] оно слишком большое: до 20 МБ и 100 мегапикселей. Пришлите его обычной фотографией, Телеграм уменьшит его сам.
        [heic] это файл HEIC, айфон хранит снимки так. Пришлите его обычной фотографией, не файлом, или сохраните как JPEG.
        [not-an-image] это не изображение JPEG, PNG или WebP. Пришлите его обычной фотографией.
        [duplicate] такое уже есть. Пришлите другое.
        [too-many] фотографий уже достаточно.
       *[not-received] Телеграм не отдал мне файл. Пришлите его ещё раз.
    }
photo-doubtful =
    🤔 Фото № { $number }{ $named ->
        [yes] {" "}({ $file })
       *[no] {""}
    }. { $remarks }

    Оставить его или пришлёте другое?
photo-kept = ✅ Фото № { $number } оставила.
photo-removed = 🗑 Фото № { $number } убрала. Пришлите другое, когда будет удобно.
draft-photo =
    📷 <b>{ $position } из { $total }</b>, фото № { $number }{ $named ->
        [yes] {" "}({ $file })
       *[no] {""}
    }

    { $remarks }
draft-photos-none = 📷 В черновике пока нет фотографий. Пришлите первую.

photo-is-good = Хорошее фото.
photo-kept-anyway = Вы решили его оставить.
photo-doubt-no-face = Я не вижу на нём лица.
photo-doubt-several-faces = На нём несколько лиц, а нужно только ваше.
photo-doubt-face-too-small = Лицо слишком мелкое: подойдите ближе или обрежьте фото.
photo-doubt-other-person = Кажется, на нём не тот человек, что на остальных.
photo-doubt-blurry = Лицо нерезкое, черты не разобрать.
photo-doubt-too-dark = Слишком темно, черты лица не разобрать.
photo-doubt-too-bright = Слишком светло, черты лица не разобрать.
photo-doubt-near-duplicate = Оно почти такое же, как одно из присланных: новому я по нему не научусь.
photo-warning-small-face = Лицо мелковато.
photo-warning-people-behind = Позади видны другие люди.
photo-warning-soft = Лицо не совсем резкое.
photo-warning-dim = Темновато.
photo-warning-glaring = Светловато.
photos-not-expected = 📷 Красиво! Чтобы учиться на фотографиях, начните аватар.
photos-full = 📷 Уже есть { $max } фотографий, больше не нужно.
avatar-review =
    ✨ <b>Проверьте</b>

    Имя: <b>{ $name }</b>
    { $gender ->
        [female] Женский
       *[male] Мужской
    }, фотографий: { $photos }{ $remarked ->
        [0] {""}
       *[other] , из них с замечаниями { $remarked }
    }
    { $doubtful ->
        [0] {""}
       *[other] Под вопросом: { $doubtful }. Пока вы их не оставите, учиться я буду без них.
    }
    Обучение стоит от { $price } кредитов, у вас { $balance }. Если не получится, они вернутся сами.

## Кнопки

button-draft-photos = 🖼 Мои фото
button-keep-photo = 👍 Оставить
button-replace-photo = 🔄 Пришлю другое
button-remove-photo = 🗑 Убрать
button-review = ✅ Дальше
button-discard = 🗑 Удалить черновик
button-add-photos = 📷 Добавить фото

## Всплывающие ответы на кнопки

alert-photos-too-few = Пока мало фотографий: нужно не меньше 10.
alert-photos-pending = Ещё проверяю фотографии, секунду.
alert-photos-doubtful = Решите про фото под вопросом: оставить их или прислать другие. Нужно не меньше 10.

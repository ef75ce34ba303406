gallery-empty = 🖼 Картинок пока нет. Нарисуем первую?

## Страницы

gallery-page =
    🖼 <b>Галерея</b> · { $total ->
        [one] { $total } картинка
        [few] { $total } картинки
       *[other] { $total } картинок
    } · страница { $page } из { $pages }
gallery-nothing-found = 🔎 Таких картинок нет.
gallery-choosing = ☑️ Нажимайте номера картинок, которые нужно удалить. Выбрано: { $count } (не больше 50).
gallery-delete-marked-request =
    Удалить насовсем { $count ->
        [one] { $count } выбранную картинку
        [few] { $count } выбранные картинки
       *[other] { $count } выбранных картинок
    }?

## Фильтры

gallery-filters = 🔎 <b>Какие картинки показать?</b>
gallery-by-avatar = 👤 { $name }
gallery-by-favourites = ⭐ избранное
gallery-by-days =
    📅 { $days ->
        [1] за последние сутки
       *[other] за последние { $days } дней
    }
gallery-by-style = 🎭 { $style }
gallery-by-words = 🔍 «{ $words }»
gallery-search-request = 🔍 Напишите часть описания, которое ищете, от { $min } до { $max } знаков.
gallery-search-invalid = Для поиска нужно от { $min } до { $max } знаков. Попробуйте ещё раз.

## Одна картинка

gallery-card =
    🖼 { $position } из { $total }

    { $prompt }
gallery-prompt =
    📝 <b>Описание</b>

    <code>{ $prompt }</code>

    👤 { $name }
    📅 { $date }
    📐 { $ratio }
gallery-made-style = 🎭 { $style }
gallery-made-quality =
    💠 Качество: { $quality ->
        [fast] быстрое
        [balanced] обычное
        [high] наилучшее
       *[other] { $quality }
    }
gallery-made-seed = 🎲 Seed: <code>{ $seed }</code>
gallery-made-negative = 🚫 Без: { $negative }
gallery-made-final =
    ✍️ Как было нарисовано:
    <code>{ $final }</code>
gallery-delete-request = Удалить эту картинку насовсем?

## Архивы

gallery-archive-started = 📦 Упаковываю картинки. Файлы придут сюда сами, обычно за несколько минут.
gallery-archive =
    📦 Файл { $volume } из { $volumes }, всего { $packed ->
        [one] { $packed } картинка
        [few] { $packed } картинки
       *[other] { $packed } картинок
    }.{ $leftOut ->
        [0] {""}
       *[other] {" "}Не поместилось: { $leftOut }. Остальные можно забрать по частям с помощью фильтров.
    }
gallery-archive-failed = 😔 Упаковать картинки не получилось. Попробуйте ещё раз немного позже.
gallery-archive-gone = 📦 Файлы не удалось отправить за сутки, и они удалены. Могу упаковать заново.

## Кнопки

button-previous = ◀️
button-next = ▶️
button-delete = 🗑 Удалить
button-delete-yes = 🗑 Да, удалить
button-keep = Оставить
button-favourite-on = ☆ В избранное
button-favourite-off = ⭐ В избранном
button-gallery-prompt = 📝 Описание
button-gallery-file = 📎 Файлом
button-gallery-back = ↩️ Назад
button-gallery-filters = 🔎 Фильтры
button-gallery-search = 🔍 Поиск
button-gallery-reset = ✖ Показать все
button-gallery-show = 🖼 Показать
button-gallery-select = ☑️ Выбрать
button-gallery-done = Готово
button-gallery-delete-marked = 🗑 Удалить { $count }
button-gallery-zip = 📦 Всё архивом
button-gallery-zip-again = 📦 Упаковать заново
button-gallery-favourites = ⭐ Только избранное
button-gallery-favourites-chosen = ✅ Только избранное
button-gallery-days-1 = Сутки
button-gallery-days-7 = 7 дней
button-gallery-days-30 = 30 дней
button-gallery-days-all = За всё время

## Всплывающие ответы на кнопки

alert-archive-busy = Ваш архив уже упаковывается. Он придёт сюда сам.

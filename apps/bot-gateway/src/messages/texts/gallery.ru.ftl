gallery-empty = 🖼 Картинок пока нет. Нарисуем первую?
gallery-card =
    🖼 { $position } из { $total }

    { $prompt }
gallery-delete-request = Удалить эту картинку насовсем?

## Кнопки

button-previous = ◀️
button-next = ▶️
button-delete = 🗑 Удалить
button-delete-yes = 🗑 Да, удалить
button-keep = Оставить

avatar-card =
    { $main ->
        [yes] ⭐ <b>{ $name }</b>, основной
       *[no] ✨ <b>{ $name }</b>
    }
    { $gender ->
        [female] Женский
       *[male] Мужской
    } · { $kind ->
        [instant] мгновенный
       *[trained] обученный
    } · { $status ->
        [draft] черновик
        [training] обучается
        [ready] готов
       *[failed] обучение не завершено
    } · { $created }
avatar-rename-request = ✏️ <b>{ $name }</b>: как назовём теперь? Напишите имя, от 2 до 50 знаков.
avatar-delete-request =
    🗑 <b>{ $name }: удалить насовсем?</b>

    Всё, что бот знает об этом лице, будет удалено: модель, фотографии, снимок на карточке. { $state ->
        [ready] Картинки могут остаться в галерее.
       *[other] Картинок с ним нет.
    }
avatar-deleted = Аватар удалён.

## Кнопки

button-set-main = ⭐ Сделать основным
button-rename = ✏️ Переименовать
button-retrain = 🎓 Обучить заново
button-train-properly = 🎓 Обучить по-настоящему
button-replace-photos = 📷 Заменить фотографии
button-delete-avatar = 🗑 Удалить аватар
button-delete-avatar-all = 🗑 Удалить вместе с картинками

## Всплывающие ответы на кнопки

alert-draft-first = Сначала закончите или удалите начатый аватар: вот он.
alert-training-first = Аватар сейчас обучается. Сначала остановите обучение.

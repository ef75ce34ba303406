no-avatar-yet = 🎨 Сначала нужен готовый аватар: он знает ваше лицо.
picture-avatar-request = 🎨 С каким аватаром рисуем?
picture-prompt-request =
    🎨 <b>{ $name }.</b> Опишите сцену, от { $min } до { $max } знаков: где, в чём, какой свет и настроение. Можно по-русски, для модели я переведу.

    Или выберите стиль, или пришлите фото с подписью: картинка начнётся с него.
picture-prompt-invalid = Описание должно быть длиной от { $min } до { $max } знаков. Попробуйте ещё раз.
picture-photo-source = 📷 Пришлите фото, можно с подписью: нарисую вас в его сцене. Фото удалю сразу, как картинки будут готовы.
picture-photo-words = 📝 Пришлите фото: опишу словами, что на нём, а вы возьмёте или поправите. Фото удалю сразу после этого.
picture-source-unsupported = 📷 Модель этого аватара не умеет начинать с фото. Но я могу описать фото словами и нарисовать по ним.
picture-source-failed = 📷 Телеграм не отдал мне ваше фото для картинки. Ничего не списано. Пришлите его ещё раз.
prompt-writing = 📝 Смотрю на фото…
prompt-written =
    📝 <b>Словами:</b>

    <code>{ $prompt }</code>

    Возьмите как есть или скопируйте, поправьте и пришлите.
prompt-failed = 😔 Не получилось описать это фото. Попробуйте другое или опишите сцену сами.

## Заказ

picture-order =
    🎨 <b>{ $name }</b>

    { $words ->
        [none] Напишите, что должно быть на картинке, или выберите стиль.
        [style] В выбранном стиле. Можно дописать, что ещё должно быть на картинке.
       *[own] <i>{ $prompt }</i>
    }
order-photo = 📷 Картинка начнётся с вашего фото.
order-price =
    Картинок: { $count }, цена: <b>{ $price }</b> 💎. У вас { $balance } 💎.

    Другие слова? Просто пришлите их.
picture-negative-request = 🚫 Чего на картинке быть не должно? Напишите, до 200 знаков.
picture-negative-invalid = Для этого нужно от { $min } до { $max } знаков. Попробуйте ещё раз.
order-progress = 🎨 Рисую… Готово { $ready } из { $total }.
picture-ahead = ⏳ Перед вами в очереди: { $ahead }.
order-done = 🎨 Готово: <b>{ $ready } из { $total }</b>.
order-failed =
    😔 Не получилось: { $failed }. { $reason ->
        [content-policy] Сервис закрасил картинку или отклонил описание по своим правилам; опишите сцену иначе.
        [bad-photos] Ваше фото не удалось прочитать.
        [provider-balance] Сервис рисования временно не принимает заказы. Это на нашей стороне.
        [provider-down] Сервис рисования сейчас недоступен.
        [timed-out] Сервис рисовал слишком долго.
        [outcome-unknown] Сервис не подтвердил, что взял заказ.
       *[internal] Что-то пошло не так на нашей стороне.
    } Возвращено кредитов: { $refunded }.
order-balance = На балансе: { $balance } 💎

## Слова

words-pending = ✍️ Пишу слова для модели по-английски…
words-failed = ✍️ Переписать слова не получилось, взяла ваши как есть.
picture-words =
    📝 <b>Ваши слова</b>
    { $prompt }
words-final =
    <b>Что услышала модель, по-английски</b>
    <code>{ $prompt }</code>
words-style = <b>Стиль:</b> { $style }
words-negative = <b>Без:</b> { $prompt }
words-chance = <b>Случай №</b> { $seed }

## Стили

style-categories = 🎭 <b>Стили.</b> Какие показать?
style-list = 🎭 <b>{ $category }.</b> Самые популярные впереди.
style-favorites = ⭐ <b>Ваши любимые стили</b>
style-favorites-empty = ⭐ Любимых стилей пока нет: отметьте стиль звёздочкой.
style-card =
    🎭 <b>{ $style }</b>
    { $category }

## Картинки

picture-started = 🎨 Рисую… Обычно меньше минуты.
picture-ready =
    { $kind ->
        [upscale] 🔍 Вдвое больше:
       *[other] 🎨
    } { $prompt }

    На балансе: { $balance } 💎
picture-failed =
    😔 Картинка не получилась. { $reason ->
        [content-policy] Сервис отклонил описание или результат по своим правилам; опишите сцену иначе.
        [bad-photos] Ваше фото не удалось прочитать. Пришлите его в JPEG, PNG или WebP.
        [provider-balance] Сервис рисования временно не принимает заказы. Это на нашей стороне.
        [provider-down] Сервис рисования сейчас недоступен.
        [timed-out] Сервис рисовал слишком долго.
        [outcome-unknown] Сервис не подтвердил, что взял заказ.
       *[internal] Что-то пошло не так на нашей стороне.
    } { $price } кредитов возвращены.

## Кнопки

button-again = 🔁 Ещё одну · { $price } 💎
button-variation = 🎲 Вариация · { $price } 💎
button-upscale = 🔍 ×2 · { $price } 💎
button-picture-words = 📝 Слова
button-new-picture = 🎨 Новая картинка
button-style-first = 🎭 Выбрать стиль
button-photo-source = 📷 По фото
button-photo-words = 📝 Слова по фото
button-use-prompt = 🎨 Взять эти слова
button-picture-back = ↩️ Назад
button-chosen = ✓ { $label }
button-quality-fast = Быстро
button-quality-balanced = Обычно
button-quality-high = Лучше
button-style = 🎭 { $style }
button-style-none = 🎭 Стиль: нет
button-enhance-on = ✨ Улучшить: да
button-enhance-off = ✨ Улучшить: нет
button-chance-on = 🎲 Случай: как в прошлый раз
button-chance-off = 🎲 Случай: новый
button-negative = 🚫 Без: { $words }
button-negative-none = 🚫 Без: ничего особенного
button-no-negative = Ничего особенного
button-draw = 🖌 Нарисовать · { $price } 💎
button-no-style = Без стиля
button-my-styles = ⭐ Мои любимые
button-use-style = ✅ Взять этот стиль
button-like-style = ⭐ В любимые
button-unlike-style = ✖️ Из любимых

## Всплывающие ответы на кнопки

alert-order-no-words = Напишите, что должно быть на картинке, или выберите стиль, и тогда рисуем.
alert-order-photo-pending = Ваше фото ещё в пути. Секунду, и нажмите снова.
alert-order-photo-missing = Вашего фото уже нет. Начните новую картинку и пришлите его ещё раз.
alert-picture-already = Это уже рисуется или есть в вашей галерее.

## История кредитов

money-history = 🧾 <b>История кредитов</b> · страница { $page } из { $pages } · время: { $zone }
money-history-empty = 🧾 Здесь будет видно, откуда пришли кредиты и на что они ушли. Пока ничего не было.
money-spent =
    ➖ <b>Потрачено { $amount ->
        [one] { $amount } кредит
        [few] { $amount } кредита
       *[many] { $amount } кредитов
    }</b> · { $what }
money-given-back =
    ↩️ Возвращено { $amount ->
        [one] { $amount } кредит
        [few] { $amount } кредита
       *[many] { $amount } кредитов
    } · { $what }
money-set-aside =
    ⏳ Отложено { $amount ->
        [one] { $amount } кредит
        [few] { $amount } кредита
       *[many] { $amount } кредитов
    } · { $what }
money-purchase =
    ➕ <b>Куплено { $amount ->
        [one] { $amount } кредит
        [few] { $amount } кредита
       *[many] { $amount } кредитов
    }</b>
money-grant =
    🎁 <b>Подарено { $amount ->
        [one] { $amount } кредит
        [few] { $amount } кредита
       *[many] { $amount } кредитов
    }</b>
money-promo =
    🎟 <b>Промокод: { $amount ->
        [one] { $amount } кредит
        [few] { $amount } кредита
       *[many] { $amount } кредитов
    }</b>
money-referral =
    🤝 <b>За приглашение: { $amount ->
        [one] { $amount } кредит
        [few] { $amount } кредита
       *[many] { $amount } кредитов
    }</b>
money-refund =
    💸 Оплата возвращена, списано { $amount ->
        [one] { $amount } кредит
        [few] { $amount } кредита
       *[many] { $amount } кредитов
    }
money-forfeit =
    🗑 Счёт закрыт: { $amount ->
        [one] { $amount } кредит
        [few] { $amount } кредита
       *[many] { $amount } кредитов
    }
money-when = <i>{ $when }</i>
money-when-left = <i>{ $when } · стало { $balance }</i>

## На что

money-subject-training = обучение аватара
money-subject-picture = картинка
money-subject-upscale = увеличение картинки
money-subject-transcript = расшифровка
money-subject-other = работа бота

## Итоги

money-debt =
    ⚠️ Долг: { $debt ->
        [one] { $debt } кредит
        [few] { $debt } кредита
       *[many] { $debt } кредитов
    }. Его погасят следующие поступления.
money-spent-lately =
    📊 За { $days ->
        [one] { $days } день
        [few] { $days } дня
       *[many] { $days } дней
    } потрачено { $total ->
        [one] { $total } кредит
        [few] { $total } кредита
       *[many] { $total } кредитов
    }
money-spent-part = • { $what }: { $amount }
money-ever = Всего: { $sums }
money-ever-bought = куплено { $amount }
money-ever-given = подарено { $amount }
money-ever-refunded = возвращено по оплатам { $amount }

## Кнопки

button-money-history = 🧾 История

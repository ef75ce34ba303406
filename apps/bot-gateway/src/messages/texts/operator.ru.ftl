### Всё, что читает человек. Тексты — HTML Телеграма; подписи кнопок и всплывающие ответы — без разметки.

## Операторы

operator-desk = 🛠 <b>Пульт оператора</b>

operator-done = ✅ Готово.
operator-dropped = Отменено. Ничего не изменилось.

## Что нужно написать

operator-ask-find =
    🔎 <b>Кого ищем?</b>

    Пришлите Telegram id, @имя, наш id или номер платежа.
operator-ask-grant =
    🎁 <b>Сколько кредитов и почему?</b>

    Одной строкой, например: <code>120 извинения за задержку</code>
operator-ask-refund =
    ↩️ <b>Почему возвращаем этот платёж?</b>

    Кредиты спишутся сразу; потраченное станет долгом.
operator-ask-ban = ⛔️ <b>Почему блокируем?</b>
operator-ask-unban = ✅ <b>Почему снимаем блокировку?</b>
operator-ask-news =
    📣 <b>Напишите новость.</b>

    Можно HTML Телеграма: &lt;b&gt;, &lt;i&gt;, &lt;u&gt;, &lt;s&gt;, &lt;code&gt;, &lt;a href="…"&gt;. Сначала по-русски, затем строка <code>---</code>, затем по-английски; или один текст для всех.

operator-ask-promo =
    🎟 <b>Какой промокод?</b>

    Одной строкой: код, <code>balance</code> (кредиты), <code>bonus</code> или <code>discount</code> (процент от пополнения), сколько, затем нужные ограничения: <code>uses=</code>, <code>per=</code> (на человека), <code>until=</code>. Например:
    <code>SUMMER balance 100 uses=50 per=1 until=2026-12-31</code>

operator-mistake-person-not-found = ⚠️ Никого с <code>{ $words }</code> нет.
operator-mistake-grant-format = ⚠️ Сначала целое число, затем причина.
operator-mistake-grant-amount = ⚠️ Сумма должна быть от 1 до { $most }.
operator-mistake-reason-missing = ⚠️ Нет причины: нужно не меньше { $min } символов.
operator-mistake-reason-too-long = ⚠️ Причина слишком длинная: не больше { $max } символов.
operator-mistake-news-empty = ⚠️ Один из текстов пуст.
operator-mistake-news-too-long = ⚠️ Текст длиннее { $limit } символов.
operator-mistake-news-markup = ⚠️ Телеграм не примет разметку у <code>{ $words }</code>. Сама скобка пишется &amp;lt; или &amp;gt;.

operator-mistake-promo-code = ⚠️ <code>{ $words }</code> не подходит: нужно от 3 до 32 букв, цифр, _ и -.
operator-mistake-promo-kind = ⚠️ <code>{ $words }</code> — это не balance, не bonus и не discount.
operator-mistake-promo-amount = ⚠️ Нужно целое число от 1 до { $words }.
operator-mistake-promo-field = ⚠️ Ограничения <code>{ $words }</code> нет: есть uses=, per= и until=.
operator-mistake-promo-uses = ⚠️ <code>{ $words }</code>: число использований — целое, больше 0.
operator-mistake-promo-per-person = ⚠️ <code>{ $words }</code>: число использований на человека — целое, больше 0.
operator-mistake-promo-until = ⚠️ <code>{ $words }</code>: последний день — дата, которая ещё не прошла, например 2026-12-31.

## Человек

operator-person =
    👤 <b>{ $name }</b> { $username }
    Telegram: <code>{ $telegramId }</code>
    Id: <code>{ $id }</code>
    Язык: { $language }. С нами с { $since }

    💎 Баланс { $balance }, долг { $debt }, отложено { $held }, открытых резервов { $openHolds }
    Аватаров { $avatars }, картинок { $pictures }, расшифровок { $transcripts }
    { $standing ->
        [banned] ⛔️ Заблокирован с { $bannedSince }
       *[free] ✅ Не заблокирован
    }
    { $reachable ->
        [no] 📵 Писать нельзя с { $unreachableSince }
       *[yes] 📨 Писать можно
    }
operator-person-payments = <b>Платежи</b>
operator-person-ledger = <b>Движения</b>
operator-ledger = 📒 <b>Движения</b>
operator-ledger-line = { $at } · <b>{ $change }</b> · { $kind } { $subject }
operator-payment-line = { $at } · { $amount } { $currency } → { $credits } · { $status ->
        [paid] оплачен
        [refunding] возвращается
        [refunded] возвращён
       *[other] { $status }
    }
operator-payments = ↩️ <b>Какой платёж вернуть?</b>
operator-payments-none = Нет платежей, которые можно вернуть.

operator-confirm-grant =
    🎁 <b>{ $amount } кредитов для { $name }</b> (<code>{ $telegramId }</code>)

    Причина: { $reason }
operator-confirm-refund =
    ↩️ <b>Вернуть { $amount } звёзд: { $name }</b> (<code>{ $telegramId }</code>)

    Спишется кредитов: { $credits }.
    Причина: { $reason }
operator-confirm-ban =
    ⛔️ <b>Заблокировать { $name }</b> (<code>{ $telegramId }</code>)

    Причина: { $reason }
operator-confirm-unban =
    ✅ <b>Снять блокировку с { $name }</b> (<code>{ $telegramId }</code>)

    Причина: { $reason }

operator-confirm-promo =
    🎟 <b>{ $code }</b>: { $kind ->
        [balance] кредитов: { $worth }
        [bonus] на { $worth } % больше кредитов при пополнении
       *[discount] скидка { $worth } % на пополнение
    }

    Использований: { $most }, на человека: { $per }
    До { $until }

## Промокоды

operator-promos = 🎟 { $count ->
        [0] <b>Промокодов здесь нет.</b>
       *[other] <b>Промокоды</b>
    }
operator-promo-line =
    <code>{ $code }</code> · { $kind ->
        [balance] кредитов: { $worth }
        [bonus] +{ $worth } %
       *[discount] −{ $worth } %
    } · { $state ->
        [active] действует
       *[ended] закрыт
    }
    Использован { $uses } из { $most }, на человека { $per }, до { $until }

## Что сделали операторы

operator-log = 🗒 <b>Что сделали операторы</b> ({ $total })
operator-log-line =
    { $at } · { $operator }: <b>{ $action }</b> { $about }
    { $details }
    { $reason }

## Что застряло

operator-stuck = 🧰 { $kinds ->
        [0] <b>Ничего не застряло.</b>
       *[other] <b>Застряло</b>
    }
operator-stuck-line = { $kind }: { $count }, самое старое с { $since }
operator-stuck-list = 🧰 <b>{ $kind }</b>: самые старые, { $shown }
operator-stuck-row = { $since } · <code>{ $id }</code> · { $detail }
operator-queues = { $queues ->
        [0] Заданий в очередях нет.
       *[other] <b>Задания</b>
    }
operator-queues-unknown = Redis не отвечает, о заданиях ничего не известно.
operator-queue-line = { $queue }: ждут { $waiting }, идут { $active }, позже { $delayed }

## Новости

operator-broadcasts = 📣 { $count ->
        [0] <b>Новостей ещё не было.</b>
       *[other] <b>Новости</b>
    }
operator-broadcast-draft = 📣 <b>Так это будет выглядеть.</b> Получат { $audience ->
        [one] { $audience } человек
        [few] { $audience } человека
       *[other] { $audience } человек
    }.
operator-broadcast =
    📣 { $status ->
        [running] <b>Рассылается</b>
        [held] <b>Удержано после восстановления</b>
        [stopped] <b>Остановлено</b>
       *[other] <b>Разослано</b>
    }: { $text }

    Людей: { $audience }
    Отправлено: { $sent }
    Не доставлено: { $failed }

## Что говорят людям

news-off = 🔕 Новостей больше не будет. Включить их снова можно в профиле.
credits-granted = 🎁 <b>Вам начислено { $amount ->
        [one] { $amount } кредит
        [few] { $amount } кредита
       *[other] { $amount } кредитов
    }.</b>

    Баланс: { $balance }
banned =
    ⛔️ <b>Доступ к боту приостановлен.</b>

    Если вы считаете, что это ошибка, напишите нам: /paysupport. Ваши данные остаются вашими: /privacy
ban-lifted = ✅ <b>Вы снова можете пользоваться ботом.</b>

alert-banned = Доступ приостановлен. Вопросы: /paysupport
alert-operator-immune = Оператора нельзя заблокировать.
alert-operator-retried = Пробуем ещё раз.

## Кнопки

button-no-news = 🔕 Не присылать новости
button-operator = 🛠 Пульт
button-operator-find = 🔎 Найти человека
button-operator-stuck = 🧰 Застряло
button-operator-log = 🗒 Журнал
button-operator-news = 📣 Новости
button-operator-news-new = ✍️ Написать новость
button-operator-news-start = 📣 Разослать
button-operator-news-stop = ⏹ Остановить
button-operator-broadcast = { $status ->
        [draft] ✍️
        [running] ▶️
        [held] ⏸
        [stopped] ⏹
       *[done] ✅
    } { $text }
button-operator-back = ← К человеку
button-operator-grant = 🎁 Начислить
button-operator-refund = ↩️ Вернуть платёж
button-operator-ban = ⛔️ Заблокировать
button-operator-unban = ✅ Снять блокировку
button-operator-ledger = 📒 Движения
button-operator-payment = { $at } · { $amount } { $currency } → { $credits }
button-operator-confirm = ✅ Подтвердить
button-operator-drop = ✖️ Отменить
button-operator-again = 🔄 Посмотреть ещё раз
button-operator-stuck-of = { $kind }: { $count }
button-operator-stuck-back = ← Всё, что застряло
button-operator-retry = 🔁 Повторить { $id }
button-operator-promos = 🎟 Промокоды
button-operator-promo-new = ✍️ Новый код
button-operator-promo-off = ⏹ Закрыть { $code }

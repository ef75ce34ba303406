### Всё, что читает человек. Тексты — HTML Телеграма; подписи кнопок и всплывающие ответы — без разметки.

## Деньги

balance =
    💎 <b>На балансе { $balance ->
        [one] { $balance } кредит
        [few] { $balance } кредита
       *[many] { $balance } кредитов
    }.</b>

    Обучение аватара: { $training }–{ $thorough }; мгновенный бесплатно
    Картинка: { $image }
    Расшифровка: до минуты бесплатно, дальше { $minute } за начатую минуту
insufficient-credits =
    💎 <b>Не хватает кредитов.</b>

    Нужно { $price }, у вас { $balance }, не хватает { $missing }.

## Кнопки

button-topup = 💎 Пополнить
button-go-back = ← Вернуться
button-balance = 💎 Баланс

## Команды

command-balance = Баланс
command-topup = Пополнить баланс

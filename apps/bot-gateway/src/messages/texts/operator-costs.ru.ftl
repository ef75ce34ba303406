### Всё, что читает человек. Тексты — HTML Телеграма; подписи кнопок и всплывающие ответы — без разметки.

## Расходы на модели

operator-costs =
    💵 <b>Расходы на модели</b>

    По ценам OpenAI, дни — по UTC.
operator-costs-span = <b>{ $days ->
        [1] Сегодня
       *[other] { $days ->
            [one] За { $days } день
            [few] За { $days } дня
           *[many] За { $days } дней
        }
    }: { $sum }</b>
operator-costs-line = { $purpose ->
        [transcript] Расшифровки
        [answer] Ответы
        [document] Документы
        [prompt] Описания картинок
       *[voice] Озвучка
    }, { $model }: { $sum } · { $calls }{ $unpriced ->
        [0] {""}
       *[other] {" "}(без цены: { $unpriced })
    }
operator-costs-more = …и ещё { $more }

button-operator-costs = 💵 Расходы

## Провайдер не отвечает

provider-outage-balance =
    🚨 <b>На счёте OpenAI кончились деньги.</b>

    Расшифровки и ответы ждут и продолжатся сами, когда счёт пополнят. Кто ждёт больше часа, получит отказ и кредиты назад.
provider-outage-unauthorized =
    🚨 <b>OpenAI не принимает наш ключ.</b>

    Расшифровки и ответы ждут и продолжатся сами, когда ключ заработает. Кто ждёт больше часа, получит отказ и кредиты назад.

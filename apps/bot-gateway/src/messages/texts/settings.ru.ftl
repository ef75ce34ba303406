### Всё, что читает человек. Тексты — HTML Телеграма; подписи кнопок и всплывающие ответы — без разметки.

## Настройки

settings =
    ⚙️ <b>Настройки</b>

    Язык, часовой пояс, новости и звук; с какого формата начинать картинки; быстрый режим: описание рисуется сразу, без экрана выбора; что делать с записями и на каком они языке.

    Нажмите, чтобы изменить: всё действует сразу.
time-zones = 🕒 <b>Часовой пояс.</b> По нему я показываю даты и время.
speech-languages = 🗣 <b>На каком языке вы говорите в записях?</b> Если выбрать его, слов услышится больше; иначе я определяю язык сама.
quick-note = ⚡ Быстрый режим: нарисую сразу, цена { $price }.

## Кнопки

button-language-ru = Русский
button-language-en = English
button-language-app = Как в Телеграме
button-news-on = 📰 Новости: да
button-news-off = 📰 Новости: нет
button-sound-on = 🔔 Звук: есть
button-sound-off = 🔕 Звук: нет
button-quick-on = ⚡ Быстрый режим: включён
button-quick-off = ⚡ Быстрый режим: выключен
button-ratio-last = Как в прошлый раз
button-choose-first = 🎛 Сначала выбрать
button-time-zone =
    🕒 { $zone ->
        [Europe-Kaliningrad] Калининград
        [Europe-Samara] Самара
        [Asia-Yekaterinburg] Екатеринбург
        [Asia-Omsk] Омск
        [Asia-Novosibirsk] Новосибирск
        [Asia-Krasnoyarsk] Красноярск
        [Asia-Irkutsk] Иркутск
        [Asia-Yakutsk] Якутск
        [Asia-Vladivostok] Владивосток
        [Asia-Magadan] Магадан
        [Asia-Kamchatka] Камчатка
        [America-New_York] Нью-Йорк
        [Europe-London] Лондон
        [Europe-Berlin] Берлин
        [Europe-Minsk] Минск
        [Asia-Tbilisi] Тбилиси
        [Asia-Yerevan] Ереван
        [Asia-Dubai] Дубай
        [Asia-Tashkent] Ташкент
        [Asia-Almaty] Алматы
        [UTC] Всемирное время
       *[Europe-Moscow] Москва
    } · { $offset }
button-voice-both = Текст и ответ
button-voice-transcript = Только текст
button-voice-answer = Только ответ
button-speech =
    🗣 Язык записей: { $language ->
        [ru] Русский
        [en] Английский
        [uk] Украинский
        [be] Белорусский
        [kk] Казахский
        [uz] Узбекский
        [hy] Армянский
        [ka] Грузинский
        [az] Азербайджанский
        [tr] Турецкий
        [de] Немецкий
        [fr] Французский
        [es] Испанский
        [it] Итальянский
        [zh] Китайский
       *[detect] Определять
    }
button-speech-language =
    { $language ->
        [ru] Русский
        [en] Английский
        [uk] Украинский
        [be] Белорусский
        [kk] Казахский
        [uz] Узбекский
        [hy] Армянский
        [ka] Грузинский
        [az] Азербайджанский
        [tr] Турецкий
        [de] Немецкий
        [fr] Французский
        [es] Испанский
        [it] Итальянский
        [zh] Китайский
       *[detect] Определять
    }

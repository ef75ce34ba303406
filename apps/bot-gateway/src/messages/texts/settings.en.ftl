### All that a person reads. Texts are Telegram's HTML; button labels and pop-up answers have no markup.

## Settings

settings =
    ⚙️ <b>Settings</b>

    Language, time zone, news and sound; the format that pictures begin with; quick mode: a description is drawn at once, without the screen of choices; what becomes of recordings, and their language.

    Press to change: everything takes effect at once.
time-zones = 🕒 <b>Time zone.</b> I show dates and times by it.
speech-languages = 🗣 <b>Which language do you speak in recordings?</b> Choosing it makes fewer words misheard; otherwise I detect it myself.
quick-note = ⚡ Quick mode: I draw at once, the price is { $price }.

## Buttons

button-language-ru = Русский
button-language-en = English
button-language-app = As in Telegram
button-news-on = 📰 News: on
button-news-off = 📰 News: off
button-sound-on = 🔔 Sound: on
button-sound-off = 🔕 Sound: off
button-quick-on = ⚡ Quick mode: on
button-quick-off = ⚡ Quick mode: off
button-ratio-last = As last time
button-choose-first = 🎛 Choose first
button-time-zone =
    🕒 { $zone ->
        [Europe-Kaliningrad] Kaliningrad
        [Europe-Samara] Samara
        [Asia-Yekaterinburg] Yekaterinburg
        [Asia-Omsk] Omsk
        [Asia-Novosibirsk] Novosibirsk
        [Asia-Krasnoyarsk] Krasnoyarsk
        [Asia-Irkutsk] Irkutsk
        [Asia-Yakutsk] Yakutsk
        [Asia-Vladivostok] Vladivostok
        [Asia-Magadan] Magadan
        [Asia-Kamchatka] Kamchatka
        [America-New_York] New York
        [Europe-London] London
        [Europe-Berlin] Berlin
        [Europe-Minsk] Minsk
        [Asia-Tbilisi] Tbilisi
        [Asia-Yerevan] Yerevan
        [Asia-Dubai] Dubai
        [Asia-Tashkent] Tashkent
        [Asia-Almaty] Almaty
        [UTC] Universal time
       *[Europe-Moscow] Moscow
    } · { $offset }
button-voice-both = Text and answer
button-voice-transcript = Text only
button-voice-answer = Answer only
button-speech =
    🗣 Spoken language: { $language ->
        [ru] Russian
        [en] English
        [uk] Ukrainian
        [be] Belarusian
        [kk] Kazakh
        [uz] Uzbek
        [hy] Armenian
        [ka] Georgian
        [az] Azerbaijani
        [tr] Turkish
        [de] German
        [fr] French
        [es] Spanish
        [it] Italian
        [zh] Chinese
       *[detect] Detect
    }
button-speech-language =
    { $language ->
        [ru] Russian
        [en] English
        [uk] Ukrainian
        [be] Belarusian
        [kk] Kazakh
        [uz] Uzbek
        [hy] Armenian
        [ka] Georgian
        [az] Azerbaijani
        [tr] Turkish
        [de] German
        [fr] French
        [es] Spanish
        [it] Italian
        [zh] Chinese
       *[detect] Detect
    }

### All that a person reads. Texts are Telegram's HTML; button labels and pop-up answers have no markup.

## Operators

operator-desk = 🛠 <b>Operator's desk</b>

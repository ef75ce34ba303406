### All that a person reads. Texts are Telegram's HTML; button labels and pop-up answers have no markup.

## Data

privacy = 🔒 <b>Your data</b>

## Commands

command-privacy = Your data

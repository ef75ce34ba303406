### All that a person reads. Texts are Telegram's HTML; button labels and pop-up answers have no markup.

## Profile

profile = 👤 <b>{ $name }</b>

## Buttons

button-profile = 👤 Profile

## Commands

command-profile = Profile and settings

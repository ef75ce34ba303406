gallery-empty = 🖼 No pictures yet. Shall we draw the first?
gallery-card =
    🖼 { $position } of { $total }

    { $prompt }
gallery-delete-request = Delete this picture for good?

## Buttons

button-previous = ◀️
button-next = ▶️
button-delete = 🗑 Delete
button-delete-yes = 🗑 Yes, delete
button-keep = Keep

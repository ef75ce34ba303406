gallery-empty = 🖼 No pictures yet. Shall we draw the first?

## Pages

gallery-page =
    🖼 <b>Gallery</b> · { $total ->
        [one] { $total } picture
       *[other] { $total } pictures
    } · page { $page } of { $pages }
gallery-nothing-found = 🔎 There are no such pictures.
gallery-choosing = ☑️ Tap the numbers of the pictures to delete. Chosen: { $count } (up to 50).
gallery-delete-marked-request =
    Delete { $count ->
        [one] the { $count } chosen picture
       *[other] the { $count } chosen pictures
    } for good?

## Filters

gallery-filters = 🔎 <b>Which pictures shall I show?</b>
gallery-by-avatar = 👤 { $name }
gallery-by-favourites = ⭐ favourites
gallery-by-days =
    📅 { $days ->
        [1] the last 24 hours
       *[other] the last { $days } days
    }
gallery-by-style = 🎭 { $style }
gallery-by-words = 🔍 “{ $words }”
gallery-search-request = 🔍 Write a part of the description that you are looking for, { $min } to { $max } characters.
gallery-search-invalid = The search needs { $min } to { $max } characters. Try again.

## One picture

gallery-card =
    🖼 { $position } of { $total }

    { $prompt }
gallery-prompt =
    📝 <b>The description</b>

    <code>{ $prompt }</code>

    👤 { $name }
    📅 { $date }
    📐 { $ratio }
gallery-made-style = 🎭 { $style }
gallery-made-quality =
    💠 Quality: { $quality ->
        [fast] fast
        [balanced] balanced
        [high] best
       *[other] { $quality }
    }
gallery-made-seed = 🎲 Seed: <code>{ $seed }</code>
gallery-made-negative = 🚫 Without: { $negative }
gallery-made-final =
    ✍️ As it was drawn:
    <code>{ $final }</code>
gallery-delete-request = Delete this picture for good?

## Archives

gallery-archive-started = 📦 Packing your pictures. The files come here by themselves, usually within a few minutes.
gallery-archive =
    📦 File { $volume } of { $volumes }, { $packed ->
        [one] { $packed } picture
       *[other] { $packed } pictures
    } in all.{ $leftOut ->
        [0] {""}
       *[other] {" "}Left out for lack of room: { $leftOut }. Filters help to take the rest.
    }
gallery-archive-failed = 😔 The pictures could not be packed. Please try again a little later.
gallery-archive-gone = 📦 The files could not be sent for a day and were deleted. I can pack them again.

## Buttons

button-previous = ◀️
button-next = ▶️
button-delete = 🗑 Delete
button-delete-yes = 🗑 Yes, delete
button-keep = Keep
button-favourite-on = ☆ To favourites
button-favourite-off = ⭐ Favourite
button-gallery-prompt = 📝 Description
button-gallery-file = 📎 As a file
button-gallery-back = ↩️ Back
button-gallery-filters = 🔎 Filters
button-gallery-search = 🔍 Search
button-gallery-reset = ✖ Show all
button-gallery-show = 🖼 Show
button-gallery-select = ☑️ Select
button-gallery-done = Done
button-gallery-delete-marked = 🗑 Delete { $count }
button-gallery-zip = 📦 All as a zip
button-gallery-zip-again = 📦 Pack again
button-gallery-favourites = ⭐ Only favourites
button-gallery-favourites-chosen = ✅ Only favourites
button-gallery-days-1 = 24 hours
button-gallery-days-7 = 7 days
button-gallery-days-30 = 30 days
button-gallery-days-all = Any time

## Pop-up answers to buttons

alert-archive-busy = An archive of yours is being packed already. It comes here by itself.

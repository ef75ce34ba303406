no-avatar-yet = 🎨 A finished avatar comes first: it knows your face.
picture-avatar-request = 🎨 Which avatar shall I draw?
picture-prompt-request =
    🎨 <b>{ $name }.</b> Describe the scene in { $min } to { $max } characters: where, in what clothes, which light and mood. Any language will do, I translate it for the model.

    Or choose a style, or send a photo with a caption: the picture will start from it.
picture-prompt-invalid = A description has { $min } to { $max } characters. Please try again.
picture-photo-source = 📷 Send a photo, with a caption if you like: I draw you in its scene. The photo is deleted as soon as the pictures are done.
picture-photo-words = 📝 Send a photo: I put into words what is to be seen in it, and you can use or change them. The photo is deleted right after.
picture-source-unsupported = 📷 This avatar's model cannot start from a photo. But I can put the photo into words, and draw from those.
picture-source-failed = 📷 Telegram did not hand me your photo for the picture. Nothing was charged. Please send it again.
prompt-writing = 📝 Looking at the photo…
prompt-written =
    📝 <b>In words:</b>

    <code>{ $prompt }</code>

    Use them as they are, or copy, change and send them.
prompt-failed = 😔 I could not put this photo into words. Please try another one, or describe the scene yourself.

## An order

picture-order =
    🎨 <b>{ $name }</b>

    { $words ->
        [none] Write what is to be seen, or choose a style.
        [style] In the chosen style. Write what else is to be seen, if you like.
       *[own] <i>{ $prompt }</i>
    }
order-photo = 📷 The picture starts from your photo.
order-price =
    Pictures: { $count }, price: <b>{ $price }</b> 💎. You have { $balance } 💎.

    Other words? Just send them.
picture-negative-request = 🚫 What must not be in the picture? Write it in up to 200 characters.
picture-negative-invalid = That takes { $min } to { $max } characters. Please try again.
order-progress = 🎨 Drawing… { $ready } of { $total } ready.
picture-ahead = ⏳ Before you in the queue: { $ahead }.
order-done = 🎨 Ready: <b>{ $ready } of { $total }</b>.
order-failed =
    😔 Did not work out: { $failed }. { $reason ->
        [content-policy] The service blacked the picture out or refused the description by its rules; describe the scene differently.
        [bad-photos] Your photo could not be read.
        [provider-balance] The drawing service takes no orders for the moment. That is on our side.
        [provider-down] The drawing service is not available now.
        [timed-out] The service took too long.
        [outcome-unknown] The service did not confirm that it took the order.
       *[internal] Something went wrong on our side.
    } Credits returned: { $refunded }.
order-balance = Balance: { $balance } 💎

## The words

words-pending = ✍️ Writing the words for the model in English…
words-failed = ✍️ The words could not be rewritten, so I used yours as they are.
picture-words =
    📝 <b>Your words</b>
    { $prompt }
words-final =
    <b>What the model was told, in English</b>
    <code>{ $prompt }</code>
words-style = <b>Style:</b> { $style }
words-negative = <b>Without:</b> { $prompt }
words-chance = <b>Chance no.</b> { $seed }

## Styles

style-categories = 🎭 <b>Styles.</b> Which kind?
style-list = 🎭 <b>{ $category }.</b> The most popular ones come first.
style-favorites = ⭐ <b>Your favourite styles</b>
style-favorites-empty = ⭐ No favourite styles yet: mark one with the star.
style-card =
    🎭 <b>{ $style }</b>
    { $category }

## Pictures

picture-started = 🎨 Drawing… Usually less than a minute.
picture-ready =
    { $kind ->
        [upscale] 🔍 Twice as large:
       *[other] 🎨
    } { $prompt }

    Balance: { $balance } 💎
picture-failed =
    😔 The picture did not work out. { $reason ->
        [content-policy] The service refused the description or the result by its rules; describe the scene differently.
        [bad-photos] Your photo could not be read. Send it as JPEG, PNG or WebP.
        [provider-balance] The drawing service takes no orders for the moment. That is on our side.
        [provider-down] The drawing service is not available now.
        [timed-out] The service took too long.
        [outcome-unknown] The service did not confirm that it took the order.
       *[internal] Something went wrong on our side.
    } { $price } credits were returned.

## Buttons

button-again = 🔁 One more · { $price } 💎
button-variation = 🎲 Variation · { $price } 💎
button-upscale = 🔍 ×2 · { $price } 💎
button-picture-words = 📝 Words
button-new-picture = 🎨 New picture
button-style-first = 🎭 Choose a style
button-photo-source = 📷 From a photo
button-photo-words = 📝 Words from a photo
button-use-prompt = 🎨 Use these words
button-picture-back = ↩️ Back
button-chosen = ✓ { $label }
button-quality-fast = Fast
button-quality-balanced = Balanced
button-quality-high = Best
button-style = 🎭 { $style }
button-style-none = 🎭 Style: none
button-enhance-on = ✨ Enhance: on
button-enhance-off = ✨ Enhance: off
button-chance-on = 🎲 Chance: the same as last time
button-chance-off = 🎲 Chance: a new one
button-negative = 🚫 Without: { $words }
button-negative-none = 🚫 Without: nothing in particular
button-no-negative = Nothing in particular
button-draw = 🖌 Draw · { $price } 💎
button-no-style = Without a style
button-my-styles = ⭐ My favourites
button-use-style = ✅ Use this style
button-like-style = ⭐ To favourites
button-unlike-style = ✖️ From favourites

## Pop-up answers to buttons

alert-order-no-words = Write what is to be seen, or choose a style, and then draw.
alert-order-photo-pending = Your photo is still on its way. One moment, then press again.
alert-order-photo-missing = Your photo is not there any more. Please begin a new picture and send it again.
alert-picture-already = This is being drawn already, or is in your gallery.

### All that a person reads. Texts are Telegram's HTML; button labels and pop-up answers have no markup.

## Data

privacy =
    🔒 <b>Your data</b>

    <b>What is kept.</b> Your name and number in Telegram, settings and the history of credits; avatars and pictures; questions and answers; recordings and their texts: until you delete them. Photos for an avatar are deleted after its training, those of abandoned drafts after 7 days. Messages as Telegram gave them: 48 hours.

    <b>Download.</b> All of this comes here as zip files, once a day.

    <b>Delete.</b> Everything about you goes for good, credits too. The bookkeeping stays under a number that leads nowhere.

## Download

export-started =
    📦 Gathering your data. The files come here by themselves, usually within a few minutes.

    Inside: descriptions in .json files, which any browser opens, pictures, photos that are still kept, recordings and their texts. My copy of the files is deleted after { $days ->
        [one] { $days } day
       *[other] { $days } days
    }.
export-too-soon =
    📦 Your data were gathered today already: the files are in this chat above. The next time is possible in { $hours ->
        [one] { $hours } hour
       *[other] { $hours } hours
    }.
export-ready =
    📦 Your data, file { $volume } of { $volumes }. My copy is deleted after { $days ->
        [one] { $days } day
       *[other] { $days } days
    }.{ $leftOut ->
        [0] {""}
       *[other] {" "}Files left out for lack of room: { $leftOut }. The gallery gives pictures part by part.
    }
export-failed = 😔 Your data could not be gathered. Please try again a little later.
export-gone = 📦 The files could not be sent in time and were deleted. I can gather them again.

## Delete

delete-me-request =
    🗑 <b>Delete everything about me</b>

    Gone for good: avatars { $avatars }, pictures { $pictures }, photos { $photos }, recordings with their texts { $recordings }, questions and answers { $questions }. And the whole balance: { $credits ->
        [one] { $credits } credit
       *[other] { $credits } credits
    }. Credits are not paid back.{ $trainings ->
        [0] {""}
       *[other] {" "}A training that goes on will be stopped.
    }

    You can download your data first.
delete-me-confirmation =
    ⚠️ <b>Delete everything?</b> Nothing can be brought back, { $credits ->
        [one] { $credits } credit
       *[other] { $credits } credits
    } among it.
leaving =
    🗑 Your data is being deleted. A receipt comes here when it is done.

    Number: <code>{ $receipt }</code>
forgotten =
    ✅ <b>Your data is deleted</b>

    Receipt: <code>{ $receipt }</code>
    Asked for on { $date } (UTC)

    Avatars: { $avatars }, pictures: { $pictures }, photos: { $photos }, recordings with their texts: { $recordings }, questions and answers: { $questions }, credits: { $credits }. Requests deleted at FAL: { $falDeleted }.

    The bookkeeping is kept under a number that leads to nobody any more. Backups keep what was deleted for as long as the operator keeps them; if one is restored, it is deleted again by itself. The messages in this chat only you can delete.
forgotten-fal = Photos that were uploaded to FAL vanish there within a day of their upload. If you write again, we start afresh.
forgotten-kept = Requests that FAL did not let us delete: { $count }. What they hold vanishes by FAL's own terms. Photos that were uploaded there vanish within a day. If you write again, we start afresh.

## Buttons

button-export-data = 📦 Download my data
button-ask-delete-me = 🗑 Delete everything about me
button-delete-me = 🗑 Yes, delete everything
button-delete-me-for-good = 🗑 Delete for good
button-privacy-back = ↩️ My data

## Pop-up answers

alert-export-busy = Your data is being gathered already. The files come here by themselves.

## Commands

command-privacy = Your data

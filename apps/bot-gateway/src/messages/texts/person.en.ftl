### All that a person reads. Texts are Telegram's HTML; button labels and pop-up answers have no markup.

## Profile

profile =
    👤 <b>{ $name }</b>{ $named ->
        [yes] {" "}(@{ $username })
       *[no] {""}
    }
    With us since { $since }

    💎 Balance: { $balance }{ $debt ->
        [0] {""}
       *[other] , debt { $debt }: the next top-up pays it
    }
    ✨ Avatars ready: { $avatars }
    🎨 Pictures in the gallery: { $pictures }
    📝 Transcripts: { $transcripts }

## Promo codes

promo-request = 🎁 Send the promo code as one message.
promo-result =
    { $outcome ->
        [credited] 🎁 Code accepted: credits added to your balance: { $amount }.
        [bonus] 🎁 Code accepted: your next top-up brings { $amount }% more credits. It waits for { $days } days.
        [discount] 🎁 Code accepted: your next top-up costs { $amount }% less. It waits for { $days } days.
        [inactive] This code is no longer valid.
        [not-yet] This code is not valid yet. Try again later.
        [expired] This code has expired.
        [already-used] You have used this code already.
        [used-up] This code has been used up by others.
        [too-many-tries] Too many wrong codes. You can enter the next one in { $amount } min.
       *[unknown] There is no such code. Check it and send it again.
    }

## Invitations

invitation =
    👥 <b>Invite friends</b>

    Your link:
    { $link }

    Credits for whoever comes by it for the first time: { $invitee }. You get { $inviter } when your friend tops up for the first time; at most { $most } rewards in 30 days.

    Friends who came: { $came }
    Credits earned: { $earned }
invitation-accepted = 🎁 A friend invited you: credits added to your balance: { $credits }.
inviter-rewarded = 🎁 A friend whom you invited has topped up. Credits for you: { $credits }.

## Consent

consent-request =
    🔒 <b>Before you send a photo</b>

    <b>What I store, and for how long</b>
    • Photos for training an avatar: { $days ->
        [0] deleted at once after a successful training
       *[other] deleted { $days } days after a successful training
    }, but for one, which the avatar's card shows. Photos of an avatar that was begun and left are deleted after 7 days.
    • A photo for a picture or for a description: until that is ready, a day at most.
    • The trained avatar and the pictures: until you delete them.
    • While photos are checked, measurements of the faces: to see that all show one person. They go with the photos.

    <b>Who works with them</b>
    The FAL service trains the avatar and draws, an OpenAI-compatible service describes photos in words. I give them to nobody else.

    <b>How to delete</b>
    Photos and avatars under “My avatars”, all at once with /privacy.

    By agreeing you confirm that you are at least 18 and that the photos show you, or somebody who has permitted it.
consent-declined = All right, no photos. Questions, voice to text and everything else work as before.

## Buttons

button-profile = 👤 Profile
button-promo = 🎁 Promo code
button-invite = 👥 Invite friends
button-settings = ⚙️ Settings
button-privacy = 🔒 My data
button-agree = ✅ I agree
button-what-is-stored = 🔒 What is stored
button-disagree = No

## Commands

command-profile = Profile
command-settings = Settings
command-promo = Enter a promo code
command-invite = Invite friends

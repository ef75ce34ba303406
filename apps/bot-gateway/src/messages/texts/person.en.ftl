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

## Buttons

button-profile = 👤 Profile
button-promo = 🎁 Promo code
button-invite = 👥 Invite friends
button-settings = ⚙️ Settings
button-privacy = 🔒 My data

## Commands

command-profile = Profile
command-settings = Settings
command-promo = Enter a promo code
command-invite = Invite friends

### What is held after a restore of a backup

operator-restored =
    🗄 <b>The database was restored from a backup</b>, { $at }.

    Waiting for your decision: messages { $messages } (to people and groups: { $people }), unhandled updates { $updates }, broadcasts { $broadcasts }. They may have gone out after the backup was made, so they do not go by themselves.
operator-restored-empty =
    🗄 <b>The database was restored from a backup</b>, { $at }.

    Nothing waits for a decision.

operator-held = ⏸ <b>Held since the restore</b>
operator-held-nothing = ⏸ <b>Nothing is held.</b>
operator-held-line = { $name }: { $count }, people and groups { $people }, from { $oldest } to { $newest }
operator-held-broadcasts = Broadcasts halfway: { $count }
operator-held-going = Going out: { $count }
operator-held-sure = ⚠️ <b>Drop it?</b> It cannot be brought back.

operator-held-results = Results
operator-held-talk = Other answers
operator-held-news = News
operator-held-operators = To operators
operator-held-updates = Updates from people

button-operator-held = ⏸ Held
button-held-send-all = ▶️ Send all
button-held-drop-all = 🗑 Drop all
button-held-kinds = 🗂 By kind
button-held-send-kind = ▶️ { $name }
button-held-drop-kind = 🗑 { $name }
button-held-sure-all = 🗑 Yes, drop all of it
button-held-sure-results = 🗑 Yes, drop the results
button-held-sure-talk = 🗑 Yes, drop the answers
button-held-sure-news = 🗑 Yes, drop the news
button-held-sure-operators = 🗑 Yes, drop what is for operators
button-held-sure-updates = 🗑 Yes, drop the updates
button-held-keep = ← Do not drop

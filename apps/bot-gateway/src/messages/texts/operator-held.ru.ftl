### Что удержано после восстановления из резервной копии

operator-restored =
    🗄 <b>База восстановлена из резервной копии</b>, { $at }.

    Ждут вашего решения: сообщений { $messages } (людям и группам: { $people }), необработанных обращений { $updates }, рассылок { $broadcasts }. После снимка они могли уже уйти, поэтому сами не уйдут.
operator-restored-empty =
    🗄 <b>База восстановлена из резервной копии</b>, { $at }.

    Ничего не ждёт решения.

operator-held = ⏸ <b>Удержано после восстановления</b>
operator-held-nothing = ⏸ <b>Ничего не удержано.</b>
operator-held-line = { $name }: { $count }, людей и групп { $people }, с { $oldest } по { $newest }
operator-held-broadcasts = Рассылки на полпути: { $count }
operator-held-going = Отправляются: { $count }
operator-held-sure = ⚠️ <b>Отбросить?</b> Вернуть это будет нельзя.

operator-held-results = Результаты
operator-held-talk = Остальные ответы
operator-held-news = Новости
operator-held-operators = Операторам
operator-held-updates = Обращения людей

button-operator-held = ⏸ Удержано
button-held-send-all = ▶️ Отправить всё
button-held-drop-all = 🗑 Отбросить всё
button-held-kinds = 🗂 По видам
button-held-send-kind = ▶️ { $name }
button-held-drop-kind = 🗑 { $name }
button-held-sure-all = 🗑 Да, отбросить всё
button-held-sure-results = 🗑 Да, отбросить результаты
button-held-sure-talk = 🗑 Да, отбросить ответы
button-held-sure-news = 🗑 Да, отбросить новости
button-held-sure-operators = 🗑 Да, отбросить сообщения операторам
button-held-sure-updates = 🗑 Да, отбросить обращения
button-held-keep = ← Не отбрасывать

// The least that a bot can do over HTTP: poll and answer, with nothing in between.
import { Pool } from 'undici';

const { TELEGRAM_API_ROOT: root, TELEGRAM_BOT_TOKEN: token } = process.env;
const pool = new Pool(root, { connections: 64 });

async function call(method, parameters) {
  const { body } = await pool.request({
    path: `/bot${token}/${method}`,
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(parameters),
  });
  return (await body.json()).result;
}

const answer = ({ chat, text }) => call('sendMessage', { chat_id: chat.id, text });

for (let offset = 0; ;) {
  const updates = await call('getUpdates', { offset, timeout: 50 });
  for (const { update_id: id, message } of updates) {
    offset = id + 1;
    void answer(message);
  }
}

import { afterRestore, Database, type DatabaseConfig } from '@aisha/database';
import { CONFIG } from '@aisha/platform';
import type { Notice } from '@aisha/contracts';
import { openDelivery } from '../delivery.fixture';
import { Broadcasts } from '../broadcasts/broadcasts';
import { Inbox } from '../inbox/inbox';
import { Outbox, type OutboundOptions } from '../outbox/outbox';
import { OutboxQueue } from '../outbox/outbox-queue';
import { Held } from './held';

const ANSWER: Notice = { kind: 'answer-ready', answerId: '0f0e0d0c-0b0a-4908-8706-050403020100' };

/** A bot whose database is restored. Each has an id of its own, so that tests do not meet. */
export async function openRestoredBot() {
  const { app, close } = await openDelivery();
  const database = app.get(Database);
  const url = app.get<DatabaseConfig>(CONFIG).DATABASE_URL;
  return { app, database, close, restore: () => afterRestore(url), bot: botOf(app.get.bind(app)) };
}
export type RestoredBot = Awaited<ReturnType<typeof openRestoredBot>>;

type Get = <Service>(type: new (...args: never[]) => Service) => Service;

const botOf = (get: Get) => (botId: number) => ({
  botId,
  held: get(Held),
  broadcasts: get(Broadcasts),
  say: (
    chatId: number,
    key: string,
    more: Partial<OutboundOptions> = {},
    notice: Notice = ANSWER,
  ) => get(Outbox).add({ botId, chatId }, notice, { key: `${botId}-${key}`, ...more }),
  receive: (updateId: number, chatId: number, raw: object = {}) =>
    get(Inbox).storeUnfenced(botId, [{ updateId, chatId, raw: JSON.stringify(raw) }]),
  /** Ids of the updates that a round over the chat gives to the handlers. */
  handled: async (chatId: number) => {
    const ids: number[] = [];
    await get(Inbox).handle(botId, [chatId], 10, async (updates) => {
      ids.push(...updates.map(({ updateId }) => updateId));
    });
    return ids;
  },
  /** Sends what the chat has to send. @returns the keys, in order */
  sent: async (chatId: number) => {
    const keys: string[] = [];
    for (;;) {
      const look = (await get(OutboxQueue).take(botId, [chatId], 'sender')).get(chatId);
      if (!look || typeof look === 'string') return keys;
      const [row] = await get(Database).query<{ key: string }>(
        'select key from outbound_messages where id = $1',
        [look.id],
      );
      keys.push(row!.key.replace(`${botId}-`, ''));
      await get(OutboxQueue).settle(
        botId,
        [{ message: look, status: 'sent', telegramMessageId: keys.length }],
        'sender',
      );
    }
  },
});

import type { TestingModule } from '@nestjs/testing';
import { Database, OutboundMessage } from '@aisha/database';
import { openDelivery } from '../delivery.fixture';
import { LocalBell } from './outbox-bell';
import { Outbox } from './outbox';
import { type DueMessage, OutboxQueue } from './outbox-queue';

const botId = 42;
const menu = { kind: 'main-menu' } as const;

describe('the outbox', () => {
  let app: TestingModule;
  let close: () => Promise<void>;
  let outbox: Outbox;
  let queue: OutboxQueue;
  let database: Database;
  let chatId = 1000;

  beforeAll(async () => {
    ({ app, close } = await openDelivery());
    outbox = app.get(Outbox);
    queue = app.get(OutboxQueue);
    database = app.get(Database);
  });
  afterAll(() => close());
  beforeEach(() => void chatId++);

  const chat = () => ({ botId, chatId });
  const key = (name: string) => `${name}-${chatId}`;
  /** The next message of the chat, taken and claimed. */
  const next = async () => (await queue.take(botId, [chatId], 'sender')).get(chatId);
  const settle = (message: DueMessage, telegramMessageId: number) =>
    queue.settle(botId, [{ message, status: 'sent', telegramMessageId }], 'sender');
  const keyOf = async (message: DueMessage | undefined) =>
    message && (await database.repository(OutboundMessage).findOneByOrFail({ id: message.id })).key;
  const keys = async () =>
    (
      await database.repository(OutboundMessage).find({ where: { chatId }, order: { seq: 'ASC' } })
    ).map((message) => message.key);

  it('should keep messages in the order of their commits', async () => {
    let letFirstGo = () => {};
    const gate = new Promise<void>((resolve) => (letFirstGo = resolve));
    let firstAdded = () => {};
    const added = new Promise<void>((resolve) => (firstAdded = resolve));
    const first = database.transaction(async () => {
      await outbox.add(chat(), menu, { key: key('first') });
      firstAdded();
      await gate;
    });
    await added;
    const second = outbox.add(chat(), menu, { key: key('second') });
    letFirstGo();
    await Promise.all([first, second]);
    expect(await keys()).toEqual([key('first'), key('second')]);
    expect(await keyOf(await next())).toBe(key('first'));
  });

  it('should make one message for one key', async () => {
    await Promise.all(
      Array.from({ length: 8 }, () => outbox.add(chat(), menu, { key: key('one') })),
    );
    expect(await keys()).toEqual([key('one')]);
  });

  it('should ring after the commit, and not for a transaction that failed', async () => {
    const rung: number[] = [];
    app.get(LocalBell).onRing((ringing) => rung.push(ringing.chatId));
    const failing = database.transaction(async () => {
      await outbox.add(chat(), menu, { key: key('lost') });
      throw new Error('rolled back');
    });
    await expect(failing).rejects.toThrow('rolled back');
    expect(rung).toEqual([]);
    await database.transaction(async () => {
      await outbox.add(chat(), menu, { key: key('kept') });
      expect(rung).toEqual([]);
    });
    expect(rung).toEqual([chatId]);
    expect(await keys()).toEqual([key('kept')]);
  });

  it('should write all messages of a transaction in the order in which they were added', async () => {
    const other = { botId, chatId: chatId + 500_000 };
    await database.transaction(async () => {
      await outbox.add(chat(), menu, { key: key('one') });
      await outbox.add(other, menu, { key: key('of another chat') });
      await outbox.add(chat(), menu, { key: key('two') });
    });
    await outbox.add(chat(), menu, { key: key('three') });
    expect(await keys()).toEqual([key('one'), key('two'), key('three')]);
  });

  it('should know which message a slot shows', async () => {
    await outbox.add(chat(), menu, { key: key('a'), slot: 'progress' });
    await settle((await next())!, 71);
    expect(await outbox.shownInSlot(chat(), 'progress')).toBe(71);
    expect(await outbox.shownInSlot(chat(), 'other')).toBeUndefined();
  });

  it('should keep results for a person who cannot be reached, and drop small talk', async () => {
    const imageId = '3f0d8a4e-6a55-4c3f-9d5e-0d3b6f1f9a11';
    await outbox.add(chat(), menu, { key: key('talk') });
    await outbox.add(chat(), { kind: 'picture-ready', imageId }, { key: key('result') });
    await outbox.markUndeliverable(chat(), '403 Forbidden: bot was blocked by the user');
    expect(await next()).toBeUndefined();
    await outbox.markReachable(chat());
    expect(await keyOf(await next())).toBe(key('result'));
  });
});

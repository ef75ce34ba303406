import type { TestingModule } from '@nestjs/testing';
import { Database, OutboundMessage } from '@aisha/database';
import { openDelivery } from '../delivery.fixture';
import { LocalBell } from './outbox-bell';
import { Outbox } from './outbox';

const botId = 42;
const menu = { kind: 'main-menu' } as const;

describe('the outbox', () => {
  let app: TestingModule;
  let close: () => Promise<void>;
  let outbox: Outbox;
  let database: Database;
  let chatId = 1000;

  beforeAll(async () => {
    ({ app, close } = await openDelivery());
    outbox = app.get(Outbox);
    database = app.get(Database);
  });
  afterAll(() => close());
  beforeEach(() => void chatId++);

  const chat = () => ({ botId, chatId });
  const key = (name: string) => `${name}-${chatId}`;
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
    expect((await outbox.next(chat()))?.key).toBe(key('first'));
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

  it('should hold back the messages behind one that must wait', async () => {
    await outbox.add(chat(), menu, { key: key('slow') });
    await outbox.add(chat(), menu, { key: key('behind') });
    const slow = (await outbox.next(chat()))!;
    await outbox.postpone(slow.id, 60_000, '429');
    expect(await outbox.next(chat())).toBeUndefined();
    expect(await outbox.hasWaiting(chat())).toBe(false);
    expect(await outbox.orphanedChats(botId, 100)).not.toContainEqual(chat());
    await outbox.postpone(slow.id, 0, 'now');
    expect((await outbox.next(chat()))?.id).toBe(slow.id);
    expect(await outbox.orphanedChats(botId, 100)).toContainEqual(chat());
  });

  it('should offer again what was being sent when its sender died', async () => {
    await outbox.add(chat(), menu, { key: key('sending') });
    const message = (await outbox.next(chat()))!;
    await outbox.markSending(message.id);
    expect((await outbox.next(chat()))?.id).toBe(message.id);
    await outbox.markSent(message.id, 7);
    expect(await outbox.next(chat())).toBeUndefined();
  });

  it('should know which message a slot shows', async () => {
    await outbox.add(chat(), menu, { key: key('a'), slot: 'progress' });
    await outbox.markSent((await outbox.next(chat()))!.id, 71);
    expect(await outbox.shownInSlot(chat(), 'progress')).toBe(71);
    expect(await outbox.shownInSlot(chat(), 'other')).toBeUndefined();
  });

  it('should keep results for a person who cannot be reached, and drop small talk', async () => {
    const imageId = '3f0d8a4e-6a55-4c3f-9d5e-0d3b6f1f9a11';
    await outbox.add(chat(), menu, { key: key('talk') });
    await outbox.add(chat(), { kind: 'picture-ready', imageId }, { key: key('result') });
    await outbox.markUndeliverable(chat(), '403 Forbidden: bot was blocked by the user');
    expect(await outbox.next(chat())).toBeUndefined();
    await outbox.markReachable(chat());
    expect((await outbox.next(chat()))?.key).toBe(key('result'));
  });
});

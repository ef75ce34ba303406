import type { TestingModule } from '@nestjs/testing';
import { Database } from '@aisha/database';
import { eventually } from '@aisha/testing';
import { openDelivery } from '../delivery.fixture';
import { FenceLost, PollerFence } from '../poller/poller-fence';
import { Inbox, MAX_ATTEMPTS, type ReceivedUpdate, type WaitingUpdate } from './inbox';

const botId = 42;
const nothing = async () => undefined;
const update = (updateId: number, chatId = 1): ReceivedUpdate => ({
  updateId,
  chatId,
  raw: JSON.stringify({ update_id: updateId }),
});

describe('the inbox', () => {
  let app: TestingModule;
  let close: () => Promise<void>;
  let inbox: Inbox;
  let database: Database;
  let epoch: number;
  let chatId = 1000;

  beforeAll(async () => {
    ({ app, close } = await openDelivery());
    inbox = app.get(Inbox);
    database = app.get(Database);
    epoch = await app.get(PollerFence).raise(botId);
  });
  afterAll(() => close());
  beforeEach(() => void chatId++);

  const LIMIT = 10;
  /** One round over the chat: what was handled, and how it was left. */
  const round = async (effects: (updates: WaitingUpdate[]) => Promise<void> = nothing) => {
    const ids: number[] = [];
    const { progress } = await inbox.handle(botId, [chatId], LIMIT, async (updates) => {
      ids.push(...updates.map(({ updateId }) => updateId));
      await effects(updates);
    });
    return { ids, progress: progress.get(chatId) };
  };
  /** A round that ends when the test says so. */
  const longRound = () => {
    let end = () => {};
    let begin = () => {};
    const gate = new Promise<void>((resolve) => (end = resolve));
    const begun = new Promise<void>((resolve) => (begin = resolve));
    const ended = round(async () => {
      begin();
      await gate;
    });
    return { begun, end, ended };
  };

  it('should give a chat its updates in the order in which they came', async () => {
    await inbox.store(botId, [update(30, chatId), update(10, chatId), update(20, chatId)], epoch);
    expect(await round()).toEqual({ ids: [30, 10, 20], progress: 'drained' });
    expect(await round()).toEqual({ ids: [], progress: 'drained' });
  });

  it('should say when more waits in a chat than one round takes', async () => {
    const many = Array.from({ length: LIMIT + 1 }, (_, index) => update(1_000 + index, chatId));
    await inbox.store(botId, many, epoch);
    expect((await round()).progress).toBe('more');
    expect(await round()).toEqual({ ids: [1_000 + LIMIT], progress: 'drained' });
  });

  it('should handle many chats in one transaction', async () => {
    const others = [chatId + 500_000, chatId + 600_000];
    await inbox.store(botId, [update(50, others[0]), update(51, others[1])], epoch);
    const seen: number[] = [];
    await inbox.handle(botId, others, LIMIT, async (updates) => {
      seen.push(...updates.map(({ updateId }) => updateId));
    });
    expect(seen).toEqual([50, 51]);
  });

  it('should know an update that it stored before, handled or not', async () => {
    await inbox.store(botId, [update(100, chatId)], epoch);
    expect(await inbox.store(botId, [update(100, chatId)], epoch)).toEqual([]);
    expect((await round()).ids).toEqual([100]);
    expect(await inbox.store(botId, [update(100, chatId)], epoch)).toEqual([]);
    expect((await round()).ids).toEqual([]);
  });

  it('should leave a chat to the process that is at work on it', async () => {
    await inbox.store(botId, [update(150, chatId)], epoch);
    const first = longRound();
    await first.begun;
    expect(await round()).toEqual({ ids: [], progress: 'busy' });
    first.end();
    await first.ended;
    expect(await round()).toEqual({ ids: [], progress: 'drained' });
  });

  it('should handle each update once when many processes go for the same chat', async () => {
    const many = Array.from({ length: 30 }, (_, index) => update(20_000 + index, chatId));
    await inbox.store(botId, many, epoch);
    const handled: number[] = [];
    const work = async () => {
      while (handled.length < many.length) handled.push(...(await round()).ids);
    };
    await Promise.all(Array.from({ length: 6 }, work));
    expect(handled).toEqual(many.map(({ updateId }) => updateId));
  });

  it('should store nothing under an epoch that is over', async () => {
    const old = epoch;
    epoch = await app.get(PollerFence).raise(botId);
    await expect(inbox.store(botId, [update(200, chatId)], old)).rejects.toThrow(FenceLost);
    expect((await round()).ids).toEqual([]);
  });

  it('should undo the effects of a handler that fails, and keep the update', async () => {
    await inbox.store(botId, [update(300, chatId)], epoch);
    const attempt = round(async () => {
      await database.query('insert into chats (bot_id, chat_id) values ($1, $2)', [botId, chatId]);
      throw new Error('no');
    });
    await expect(attempt).rejects.toThrow('no');
    expect(await database.query('select 1 from chats where chat_id = $1', [chatId])).toEqual([]);
    expect((await round()).ids).toEqual([300]);
  });

  it('should set a poison update aside and let its chat go on', async () => {
    await inbox.store(botId, [update(400, chatId), update(401, chatId)], epoch);
    for (let attempt = 1; attempt <= MAX_ATTEMPTS; attempt++) {
      let poison: WaitingUpdate | undefined;
      const failing = round(async ([first]) => {
        poison = first;
        throw new Error('poison');
      });
      await expect(failing).rejects.toThrow('poison');
      expect(poison).toMatchObject({ updateId: 400, attempts: attempt - 1 });
      expect(await inbox.failed(poison!, new Error('poison'))).toBe(attempt === MAX_ATTEMPTS);
    }
    expect((await round()).ids).toEqual([401]);
  });

  it('should store a whole poll even if Postgres refuses one of its updates', async () => {
    const bad = { updateId: 501, chatId, raw: '{"text":"\0"}' };
    await inbox.store(botId, [update(500, chatId), bad, update(502, chatId)], epoch);
    const rows = await database.query<{ update_id: string }>(
      'select update_id from inbox_updates where chat_id = $1 order by seq',
      [chatId],
    );
    expect(rows.map(({ update_id }) => Number(update_id))).toEqual([500, 501, 502]);
  });

  it('should give the chat of a process that froze in the middle to others, and undo what it did', async () => {
    await inbox.store(botId, [update(600, chatId)], epoch);
    const frozen = longRound(); // a handler that neither ends nor asks Postgres for anything
    frozen.ended.catch(() => undefined);
    await frozen.begun;
    const taken = await eventually(
      async () => {
        const next = await round();
        expect(next.progress).toBe('drained');
        return next.ids;
      },
      { timeoutMs: 10_000 },
    );
    expect(taken).toEqual([600]);
    frozen.end();
    await expect(frozen.ended).rejects.toThrow();
    expect((await round()).ids).toEqual([]);
  });

  it('should find chats whose updates nobody takes, and only those', async () => {
    await inbox.store(botId, [update(700, chatId)], epoch);
    const orphans = async () =>
      (await inbox.orphanedChats(botId, 100)).some((orphan) => orphan.chatId === chatId);
    expect(await orphans()).toBe(false);
    await eventually(orphans);
    await round();
    expect(await orphans()).toBe(false);
  });

  it('should keep ids long enough to know a replay, and forget them after that', async () => {
    await inbox.store(botId, [update(800, chatId), update(801, chatId)], epoch);
    await database.query(
      `update inbox_updates set status = 'done', received_at = now() -
         case update_id when 800 then interval '49 h' else interval '47 h' end where chat_id = $1`,
      [chatId],
    );
    await inbox.forgetOld();
    const rows = await database.query<{ update_id: string }>(
      'select update_id from inbox_updates where chat_id = $1',
      [chatId],
    );
    expect(rows.map(({ update_id }) => update_id)).toEqual(['801']);
  });
});

import { Outbox } from '../outbox/outbox';
import { openRestoredBot, type RestoredBot } from './held.fixture';

const ANNA = 501;
const BORIS = 502;
const MENU = { kind: 'main-menu' } as const;

describe('what a restore held', () => {
  let world: RestoredBot;
  let botId = 8_000;

  beforeAll(async () => {
    world = await openRestoredBot();
  });
  afterAll(() => world.close());
  beforeEach(() => void botId++);

  /** What the release sweep does, without its pace. */
  const handOverAll = async () => {
    const { held } = world.bot(botId);
    for (;;) {
      const next = await held.next(botId, 30);
      if (next.length === 0) return;
      await held.handOver(next.map(({ id }) => id));
    }
  };
  const counts = async () =>
    Object.fromEntries(
      (await world.bot(botId).held.counts(botId)).map(({ kind, count }) => [kind, count]),
    );

  it('should be counted by what it is for operators', async () => {
    const bot = world.bot(botId);
    await bot.say(ANNA, 'result');
    await bot.say(ANNA, 'menu', {}, MENU);
    await bot.say(BORIS, 'news', { lane: 'bulk' }, MENU);
    await bot.say(BORIS, 'desk', {}, { kind: 'operator-desk' });
    await bot.receive(1, ANNA);
    await world.restore();
    expect(await counts()).toEqual({ results: 1, talk: 1, news: 1, operators: 1, updates: 1 });
    expect(await bot.held.waiting(botId)).toBe(5);
  });

  it('should go out once, in its old order, after an operator has said so', async () => {
    const bot = world.bot(botId);
    for (const key of ['a', 'b', 'c']) await bot.say(ANNA, key);
    await world.restore();
    await handOverAll();
    expect(await bot.sent(ANNA)).toEqual([]);
    expect(await bot.held.release(botId, 'all')).toMatchObject({ messages: 3 });
    await handOverAll();
    expect(await bot.sent(ANNA)).toEqual(['a', 'b', 'c']);
    expect(await bot.held.release(botId, 'all')).toMatchObject({ messages: 0 });
  });

  it('should give one message of a chat at a time, the oldest first', async () => {
    const bot = world.bot(botId);
    await bot.say(ANNA, 'a');
    await bot.say(ANNA, 'b');
    await bot.say(BORIS, 'c');
    await world.restore();
    await bot.held.release(botId, 'all');
    const next = await bot.held.next(botId, 30);
    expect(next.map(({ chat }) => chat.chatId)).toEqual([ANNA, BORIS]);
    expect(await bot.held.next(botId, 1)).toEqual(next.slice(0, 1));
    expect(await bot.held.handOver([next[0]!.id, next[0]!.id])).toBe(1);
    expect(await bot.held.handOver([next[0]!.id])).toBe(0);
  });

  it('should be for one operator to decide, who of two is first', async () => {
    const bot = world.bot(botId);
    await bot.say(ANNA, 'a');
    await bot.receive(1, ANNA);
    await world.restore();
    const changes = await Promise.all([
      bot.held.release(botId, 'all'),
      bot.held.drop(botId, 'all'),
      bot.held.release(botId, 'all'),
    ]);
    expect(changes.reduce((sum, { messages }) => sum + messages, 0)).toBe(1);
    expect(changes.reduce((sum, { updates }) => sum + updates, 0)).toBe(1);
  });

  it('should be released by kind, and leave the rest as it is', async () => {
    const bot = world.bot(botId);
    await bot.say(ANNA, 'menu', {}, MENU);
    await bot.say(ANNA, 'result');
    await bot.receive(1, ANNA);
    await world.restore();
    await bot.held.release(botId, 'results');
    await handOverAll();
    expect(await bot.sent(ANNA)).toEqual(['result']);
    await bot.held.drop(botId, 'talk');
    expect(await counts()).toEqual({ updates: 1 });
    expect(await bot.handled(ANNA)).toEqual([]);
    await bot.held.release(botId, 'updates');
    expect(await bot.handled(ANNA)).toEqual([1]);
  });

  it('should never act on what was dropped', async () => {
    const bot = world.bot(botId);
    await bot.say(ANNA, 'a');
    await bot.receive(1, ANNA);
    await world.restore();
    expect(await bot.held.drop(botId, 'all')).toMatchObject({ messages: 1, updates: 1 });
    await handOverAll();
    expect(await bot.sent(ANNA)).toEqual([]);
    expect(await bot.handled(ANNA)).toEqual([]);
    expect(await counts()).toEqual({});
  });

  it('should keep a result for a chat that cannot be reached until it writes', async () => {
    const bot = world.bot(botId);
    await bot.say(ANNA, 'result');
    await world.app.get(Outbox).markUndeliverable({ botId, chatId: ANNA }, 'blocked');
    await world.restore();
    await bot.held.release(botId, 'all');
    await handOverAll();
    expect(await bot.sent(ANNA)).toEqual([]);
    await world.app.get(Outbox).markReachable({ botId, chatId: ANNA });
    expect(await bot.sent(ANNA)).toEqual(['result']);
  });

  it('should let a broadcast go on, or stop it, with its news', async () => {
    const bot = world.bot(botId);
    const news = { botId, createdBy: 1, textRu: 'а', textEn: 'a' };
    const begun = async () => {
      const id = await bot.broadcasts.draft(news);
      await bot.broadcasts.start(id, botId);
      await bot.say(ANNA, id, { lane: 'bulk' }, { kind: 'news', broadcastId: id });
      return id;
    };
    const [first, second] = [await begun(), await begun()];
    await world.restore();
    await world.database.query(`update broadcasts set status = 'done' where id = $1`, [second]);
    expect(await bot.held.release(botId, 'news')).toEqual({
      messages: 2,
      updates: 0,
      broadcasts: 1,
    });
    expect((await bot.broadcasts.progress(first))!.status).toBe('running');
    expect(await bot.sent(ANNA)).toEqual([first, second]);
    const third = await begun();
    await world.restore();
    expect(await bot.held.drop(botId, 'news')).toMatchObject({ broadcasts: 2, messages: 1 });
    expect(await bot.broadcasts.progress(third)).toMatchObject({ status: 'stopped', failed: 1 });
  });
});

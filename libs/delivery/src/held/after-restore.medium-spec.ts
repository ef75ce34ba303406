import { FenceLost, PollerFence } from '../poller/poller-fence';
import { Inbox } from '../inbox/inbox';
import { Outbox } from '../outbox/outbox';
import { OutboxQueue } from '../outbox/outbox-queue';
import { StuckJobs } from '../stuck/stuck-jobs';
import { Stuck } from '../stuck/stuck';
import { BroadcastRounds } from '../broadcasts/broadcast-rounds';
import { openRestoredBot, type RestoredBot } from './held.fixture';

const ANNA = 501;
const BORIS = 502;
const PAYMENT = { message: { successful_payment: { total_amount: 50 } } };

describe('a database that was restored from a backup', () => {
  let world: RestoredBot;
  let botId = 7_000;

  beforeAll(async () => {
    world = await openRestoredBot();
  });
  afterAll(() => world.close());
  beforeEach(() => void botId++);

  const epochOf = async () => {
    const [row] = await world.database.query<{ epoch: string }>(
      'select epoch from poller_epochs where bot_id = $1',
      [botId],
    );
    return Number(row?.epoch);
  };
  const statuses = async (table: string) =>
    (
      await world.database.query<{ status: string }>(
        `select status from ${table} where bot_id = $1 order by 1`,
        [botId],
      )
    ).map(({ status }) => status);

  it('should hold what was not sent, and say how much it is', async () => {
    const bot = world.bot(botId);
    await bot.say(ANNA, 'one');
    await bot.say(ANNA, 'two');
    await bot.say(BORIS, 'three');
    const { messages, people } = await world.restore();
    expect({ messages, people }).toEqual({ messages: 3, people: 2 });
    const [noted] = await world.database.query(
      'select messages, people, updates, broadcasts from restores order by restored_at desc limit 1',
    );
    expect(noted).toEqual({ messages: 3, people: 2, updates: 0, broadcasts: 0 });
  });

  it('should let no sender, sweep, bell or word of a person send what is held', async () => {
    const bot = world.bot(botId);
    await bot.say(ANNA, 'waiting');
    await bot.say(BORIS, 'being sent');
    await world.app.get(OutboxQueue).take(botId, [BORIS], 'a process of before');
    await bot.say(BORIS, 'news', { lane: 'bulk' });
    await bot.say(503, 'kept for a chat that cannot be reached');
    await world.app.get(Outbox).markUndeliverable({ botId, chatId: 503 }, 'blocked');
    await world.restore();
    for (const chatId of [ANNA, BORIS, 503]) {
      await world.app.get(Outbox).markReachable({ botId, chatId });
      await bot.handled(chatId);
      expect(await bot.sent(chatId)).toEqual([]);
    }
    expect(await world.app.get(OutboxQueue).orphanedChats(botId, 100)).toEqual([]);
    expect(await statuses('outbound_messages')).toEqual(['held', 'held', 'held', 'held']);
  });

  it('should send new messages of a chat past those that are held', async () => {
    const bot = world.bot(botId);
    await bot.say(ANNA, 'old');
    await world.restore();
    await bot.say(ANNA, 'new');
    await bot.say(ANNA, 'newer');
    expect(await bot.sent(ANNA)).toEqual(['new', 'newer']);
  });

  it('should hold updates that nobody handled, but for payments', async () => {
    const bot = world.bot(botId);
    await bot.receive(1, ANNA, { message: { text: 'draw me "successful_payment":' } });
    await bot.receive(2, ANNA, PAYMENT);
    const { updates } = await world.restore();
    expect(updates).toBe(1);
    await bot.receive(3, ANNA);
    expect(await world.app.get(Inbox).orphanedChats(botId, 10, 0)).toHaveLength(1);
    expect(await bot.handled(ANNA)).toEqual([2, 3]);
  });

  it('should not count a held update as new when Telegram delivers it again', async () => {
    const bot = world.bot(botId);
    await bot.receive(1, ANNA);
    await world.restore();
    expect(await bot.receive(1, ANNA)).toEqual([]);
    expect(await bot.handled(ANNA)).toEqual([]);
  });

  it('should keep a broadcast that ran from going on', async () => {
    const bot = world.bot(botId);
    const news = { botId, createdBy: 1, textRu: 'а', textEn: 'a' };
    const id = await bot.broadcasts.draft(news);
    await bot.broadcasts.start(id, botId);
    expect((await world.restore()).broadcasts).toBe(1);
    expect(await world.app.get(BroadcastRounds).step(botId)).toBe(false);
    expect(await bot.held.broadcasts(botId)).toBe(1);
  });

  it('should refuse every poller of before, and of each earlier life of the same backup', async () => {
    const fence = world.app.get(PollerFence);
    const backup = await fence.raise(botId);
    let newest = backup;
    for (let life = 0; life < 3; life++) {
      // The backup comes back: with it the epoch of that time. Meanwhile the one before had some takeovers.
      await world.database.query('update poller_epochs set epoch = $2 where bot_id = $1', [
        botId,
        backup,
      ]);
      await world.restore();
      expect(await epochOf()).toBeGreaterThan(newest);
      await expect(world.app.get(Inbox).store(botId, [], newest)).rejects.toThrow(FenceLost);
      newest = await fence.raise(botId);
    }
  });

  it('should give a bot its epoch that had none in the backup', async () => {
    await world.bot(botId).receive(1, ANNA);
    const { epochs } = await world.restore();
    expect(epochs[botId]).toBeGreaterThan(1_000_000_000_000);
  });

  it('should end the lease of the poller of before, and say why', async () => {
    await world.database.query(
      `insert into poller_leases (bot_id, holder, backend_pid, epoch, acquired_at)
       values ($1, 'gone', pg_backend_pid(), 1, now())`,
      [botId],
    );
    await world.restore();
    const [lease] = await world.database.query(
      `select ended_because, released_at is not null as "isReleased" from poller_leases
       where bot_id = $1`,
      [botId],
    );
    expect(lease).toEqual({ ended_because: 'restored', isReleased: true });
  });

  it("should have the provider's list of payments read at once, whoever was reading it", async () => {
    await world.database.query(
      `insert into payment_statements (provider, bot_id, position, due_at)
       values ('stars', $1, 7, now() + interval '1 day')`,
      [botId],
    );
    await world.restore();
    const [list] = await world.database.query(
      'select position, due_at <= now() as "isDue" from payment_statements where bot_id = $1',
      [botId],
    );
    expect(list).toEqual({ position: '7', isDue: true });
  });

  it('should do no harm when it is done twice', async () => {
    const bot = world.bot(botId);
    await bot.say(ANNA, 'old');
    await world.restore();
    const epoch = await epochOf();
    expect(await world.restore()).toMatchObject({ messages: 0, people: 0 });
    expect(await epochOf()).toBeGreaterThan(epoch);
    expect(await statuses('outbound_messages')).toEqual(['held']);
  });

  it('should not call what is held stuck', async () => {
    const bot = world.bot(botId);
    await bot.say(ANNA, 'old');
    await bot.receive(1, ANNA);
    await world.restore();
    await bot.held.drop(botId, 'results');
    const stuck = new Stuck(world.database, world.app.get(StuckJobs));
    expect((await stuck.counts()).filter(({ count }) => count > 0)).toEqual([]);
  });
});

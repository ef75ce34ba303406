import type { Database } from '@aisha/database';
import { type AccountsWorld, openAccounts } from '../accounts-world.fixture';
import { Bans } from './bans';
import { NewsChoice } from './news-choice';
import { OperatingModule } from './operating.module';
import { OperatorLog } from './operator-log';
import { OperatorWishes } from './operator-wishes';
import { PeopleFacts } from './people-facts';
import { PeopleSearch } from './people-search';

const OPERATOR = 77;

describe('what operators do', () => {
  let world: AccountsWorld;
  let database: Database;
  let log: OperatorLog;
  let wishes: OperatorWishes;
  const person = (username?: string) => world.user(username);

  beforeAll(async () => {
    world = await openAccounts({ config: { WELCOME_CREDITS: 100 }, imports: [OperatingModule] });
    ({ database } = world);
    log = world.app.get(OperatorLog);
    wishes = world.app.get(OperatorWishes);
  });
  afterAll(() => world?.close());

  it('should stay written down: nothing is changed or removed, only a reason is cleared', async () => {
    const { id: subjectUserId } = await person();
    await log.record({
      operatorTelegramId: OPERATOR,
      action: 'ban',
      subjectUserId,
      reason: 'spam',
    });
    const { items } = await log.page(0, 1);
    expect(items[0]).toMatchObject({ action: 'ban', subjectUserId, reason: 'spam', details: {} });
    const of = [items[0]!.id];
    const refused = (sql: string) => expect(database.query(sql, of)).rejects.toThrow('append-only');
    await refused(`update operator_actions set action = 'grant' where id = $1`);
    await refused(`update operator_actions set reason = 'another' where id = $1`);
    await refused(`update operator_actions set reason = null, details = '{"a":1}' where id = $1`);
    await refused('delete from operator_actions where id = $1');
    await database.query('update operator_actions set reason = null where id = $1', of);
    expect((await log.page(0, 1)).items[0]).toMatchObject({ action: 'ban', reason: null });
  });

  it('should not be written down without its effect', async () => {
    const before = (await log.page(0, 1)).total;
    const failing = database.transaction(async () => {
      await log.record({ operatorTelegramId: OPERATOR, action: 'retry' });
      throw new Error('the effect failed');
    });
    await expect(failing).rejects.toThrow('the effect failed');
    expect((await log.page(0, 1)).total).toBe(before);
  });

  it('should be shown newest first, page by page', async () => {
    for (const action of ['one', 'two', 'three']) {
      await log.record({ operatorTelegramId: OPERATOR, action });
    }
    const actions = async (page: number) =>
      (await log.page(page, 2)).items.map(({ action }) => action);
    expect(await actions(0)).toEqual(['three', 'two']);
    expect((await actions(1))[0]).toBe('one');
  });

  it('should happen once when a wish is confirmed many times at once', async () => {
    const { id: userId } = await person();
    const wishId = await wishes.make({
      operatorTelegramId: OPERATOR,
      action: 'grant',
      subjectUserId: userId,
      details: { amount: 50 },
      reason: 'sorry',
    });
    const confirm = () =>
      database.transaction(async () => {
        const wish = await wishes.take(wishId, OPERATOR);
        if (!wish) return false;
        await world.ledger.credit('grant', { userId, amount: 50, key: `grant-${wish.id}` });
        await log.record({ id: wish.id, operatorTelegramId: OPERATOR, action: wish.action });
        return true;
      });
    const confirmed = await Promise.all(Array.from({ length: 8 }, confirm));
    expect(confirmed.filter(Boolean)).toHaveLength(1);
    expect(await world.ledger.balance(userId)).toBe(150);
  });

  it('should be confirmed by the operator who wished for it, and not an hour later', async () => {
    const make = () => wishes.make({ operatorTelegramId: OPERATOR, action: 'ban' });
    const [foreign, old] = [await make(), await make()];
    expect(await wishes.take(foreign, OPERATOR + 1)).toBeNull();
    await database.query(
      `update operator_wishes set created_at = now() - interval '61 minutes' where id = $1`,
      [old],
    );
    expect(await wishes.take(old, OPERATOR)).toBeNull();
    expect(await wishes.take(foreign, OPERATOR)).toMatchObject({ id: foreign, action: 'ban' });
  });

  it('should ban and lift the ban, each once', async () => {
    const { id, telegramId } = await person();
    const bans = world.app.get(Bans);
    expect([await bans.ban(id), await bans.ban(id)]).toEqual([true, false]);
    expect((await world.users.findByTelegramId(telegramId))?.bannedAt).toBeInstanceOf(Date);
    expect([await bans.lift(id), await bans.lift(id)]).toEqual([true, false]);
    expect((await world.users.findByTelegramId(telegramId))?.bannedAt).toBeNull();
  });

  it('should find a person by all that names them', async () => {
    const { id, telegramId } = await person('Anna_K');
    await database.query(
      `insert into payments (user_id, provider, charge_id, amount, currency, credits, bot_id)
       values ($1, 'stars', 'charge-of-anna', 10, 'XTR', 10, 42)`,
      [id],
    );
    const search = world.app.get(PeopleSearch);
    for (const words of [String(telegramId), '@anna_k', id, 'charge-of-anna']) {
      expect((await search.find(words))?.id).toBe(id);
    }
    for (const words of ['999999', '@nobody', 'x', "' or 1=1", crypto.randomUUID()]) {
      expect(await search.find(words)).toBeNull();
    }
  });

  it('should show what a person has, and what became of their credits', async () => {
    const { id, telegramId } = await person();
    await world.ledger.reserve(id, 30, `hold-${id}`, 'picture');
    await database.query(
      `insert into chats (bot_id, chat_id, undeliverable_since) values (42, $1, now())`,
      [telegramId],
    );
    const facts = world.app.get(PeopleFacts);
    expect(await facts.figures(id, 42)).toEqual({
      balance: 70,
      debt: 0,
      held: 30,
      openHolds: 1,
      avatars: 0,
      pictures: 0,
      transcripts: 0,
      undeliverableSince: expect.any(Date) as Date,
    });
    expect((await facts.figures(id, 43)).undeliverableSince).toBeNull();
    expect(await facts.ledgerLines(id, 0, 5)).toMatchObject([
      { kind: 'reserve', subject: 'picture', change: -30 },
      { kind: 'grant', subject: null, change: 100 },
    ]);
  });

  it('should leave the choice of news to the person', async () => {
    const { id } = await person();
    const news = world.app.get(NewsChoice);
    expect([await news.decline(id), await news.decline(id)]).toEqual([true, false]);
  });
});

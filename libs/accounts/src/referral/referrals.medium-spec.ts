import type { Database } from '@aisha/database';
import { type AccountsWorld, openAccounts } from '../accounts-world.fixture';
import { Departures } from '../departure/departures';
import type { Ledger } from '../ledger';
import { Promos } from '../promo/promos';
import type { User, Users } from '../users';
import { MAX_REWARDS, Referrals } from './referrals';

describe('invitations and those who come back', () => {
  let world: AccountsWorld;
  let referrals: Referrals;
  let departures: Departures;
  let ledger: Ledger;
  let users: Users;
  let database: Database;
  let people = 100;
  const register = (telegramId = people++): Promise<User> =>
    users.register({ telegramId, firstName: 'Anna' });
  /** Somebody new who comes by a link. */
  const arrive = (code: string, telegramId?: number) =>
    database.transaction(async () => {
      const user = await register(telegramId);
      return { user, credits: await referrals.accept(user, code) };
    });
  /** As the deletion of a person does. */
  const leave = async ({ id, telegramId }: User) => {
    await departures.note(departures.markOf(telegramId), await departures.factsOf(id));
    await database.query(
      `update users set telegram_id = null, first_name = '', leaving_at = now() where id = $1`,
      [id],
    );
  };

  beforeAll(async () => {
    world = await openAccounts({
      config: { WELCOME_CREDITS: 100, TELEGRAM_BOT_TOKEN: '1:abcdefghijkl' },
    });
    ({ ledger, users, database } = world);
    referrals = world.app.get(Referrals);
    departures = world.app.get(Departures);
  });
  afterAll(() => world?.close());

  it('should make one code per person, also when asked twice at once', async () => {
    const { id } = await register();
    const codes = await Promise.all(Array.from({ length: 10 }, () => referrals.codeOf(id)));
    expect(new Set(codes).size).toBe(1);
    expect(codes[0]).toMatch(/^[2-9a-z]{8}$/);
  });

  it('should reward who comes at once and who brought them at the first payment, once', async () => {
    const inviter = await register();
    const { user, credits } = await arrive(await referrals.codeOf(inviter.id));
    expect(credits).toBe(10);
    expect(await ledger.balance(user.id)).toBe(110);
    expect(await referrals.of(inviter.id)).toEqual({ came: 1, earned: 0 });
    const rewards = await Promise.all(
      Array.from({ length: 5 }, () => referrals.onPayment(user.id)),
    );
    expect(rewards.filter((reward) => reward !== null)).toEqual([
      { inviterId: inviter.id, telegramId: inviter.telegramId, credits: 25 },
    ]);
    expect(await ledger.balance(inviter.id)).toBe(125);
    expect(await referrals.of(inviter.id)).toEqual({ came: 1, earned: 25 });
  });

  it('should count no link for somebody who was here, for oneself, or of a stranger', async () => {
    const inviter = await register();
    const code = await referrals.codeOf(inviter.id);
    const known = await register();
    expect((await arrive(code, known.telegramId)).credits).toBe(0);
    expect((await arrive(code, inviter.telegramId)).credits).toBe(0);
    expect((await arrive('zzzzzzzz')).credits).toBe(0);
    expect((await arrive("' or 1=1")).credits).toBe(0);
    expect(await referrals.of(inviter.id)).toEqual({ came: 0, earned: 0 });
  });

  it('should reward nobody who is banned or gone', async () => {
    const [banned, gone] = [await register(), await register()];
    const invitees = [
      await arrive(await referrals.codeOf(banned.id)),
      await arrive(await referrals.codeOf(gone.id)),
    ];
    await database.query('update users set banned_at = now() where id = $1', [banned.id]);
    await leave(gone);
    for (const { user } of invitees) expect(await referrals.onPayment(user.id)).toBeNull();
    expect((await arrive(await referrals.codeOf(banned.id))).credits).toBe(0);
  });

  it('should stop at twenty rewards in thirty days, however many pay at once', async () => {
    const inviter = await register();
    const code = await referrals.codeOf(inviter.id);
    const invitees = await Promise.all(Array.from({ length: MAX_REWARDS + 5 }, () => arrive(code)));
    await Promise.all(invitees.map(({ user }) => referrals.onPayment(user.id)));
    const { came, earned } = await referrals.of(inviter.id);
    expect({ came, earned }).toEqual({ came: 25, earned: 500 });
    expect(await ledger.imbalance()).toBe(0);
  });

  it('should give one who left and comes back nothing a second time, and keep a ban', async () => {
    const promos = world.app.get(Promos);
    await promos.create({ code: 'ONCE', kind: 'balance', amount: 50, createdBy: 1 });
    const first = await register();
    await promos.redeem(first.id, 'once');
    await database.query('update users set banned_at = now() where id = $1', [first.id]);
    await leave(first);
    const code = await referrals.codeOf((await register()).id);
    const { user, credits } = await arrive(code, first.telegramId);
    expect(user.id).not.toBe(first.id);
    expect(credits).toBe(0);
    expect(await ledger.balance(user.id)).toBe(0);
    expect(user.bannedAt).not.toBeNull();
    expect(await promos.redeem(user.id, 'ONCE')).toEqual({ outcome: 'already-used' });
    await leave(user);
    const again = await register(first.telegramId);
    expect(await promos.redeem(again.id, 'ONCE')).toEqual({ outcome: 'already-used' });
  });

  it('should forget the mark after a year, and never hold the id', async () => {
    const person = await register();
    await leave(person);
    const mark = departures.markOf(person.telegramId);
    expect(mark).toMatch(/^[0-9a-f]{64}$/);
    await database.query(
      `update departures set left_at = left_at - interval '13 months' where mark = $1`,
      [mark],
    );
    await departures.tidy();
    expect(await departures.of(person.telegramId)).toBeNull();
    expect(await ledger.balance((await register(person.telegramId)).id)).toBe(100);
  });
});

import { randomUUID } from 'node:crypto';
import type { Database } from '@aisha/database';
import { type AccountsWorld, openAccounts } from '../accounts-world.fixture';
import type { Ledger } from '../ledger';
import type { NewPromo } from './promo-codes';
import { Promos } from './promos';

const HOUR = 3_600_000;

describe('promo codes', () => {
  let world: AccountsWorld;
  let promos: Promos;
  let ledger: Ledger;
  let database: Database;
  let codes = 0;
  const person = () => world.person();
  const crowd = (size: number) => Promise.all(Array.from({ length: size }, () => person()));
  /** A new code of its own. */
  const code = async (wish: Partial<NewPromo> = {}) => {
    const name = `code-${codes++}`;
    const promo = { code: name, kind: 'balance', amount: 50, createdBy: 1, ...wish } as const;
    const made = await promos.create(promo);
    if (made.outcome !== 'created') throw new Error(made.outcome);
    return { name, id: made.promo.id };
  };
  const bonus = { kind: 'bonus', amount: undefined, percent: 20 } as const;
  const uses = async (id: string) => (await promos.find(id))!.uses;
  const outcomesOf = (results: { outcome: string }[]) =>
    results.reduce<Record<string, number>>(
      (counts, { outcome }) => ({ ...counts, [outcome]: (counts[outcome] ?? 0) + 1 }),
      {},
    );

  beforeAll(async () => {
    world = await openAccounts();
    ({ ledger, database } = world);
    promos = world.app.get(Promos);
  });
  afterAll(() => world?.close());

  afterEach(async () => {
    expect(await ledger.imbalance()).toBe(0);
  });

  it('should credit a balance code at once, once, however it is typed', async () => {
    const id = await person();
    const { name } = await code();
    expect(await promos.redeem(id, ` ${name.toUpperCase()}\n`)).toEqual({
      outcome: 'credited',
      credits: 50,
    });
    expect(await promos.redeem(id, name)).toEqual({ outcome: 'already-used' });
    expect(await ledger.balance(id)).toBe(50);
  });

  it('should keep the limit of a code under 100 people at once', async () => {
    const { name, id } = await code({ maxUses: 7 });
    const everybody = await crowd(100);
    const results = await Promise.all(everybody.map((each) => promos.redeem(each, name)));
    expect(outcomesOf(results)).toEqual({ credited: 7, 'used-up': 93 });
    expect(await uses(id)).toBe(7);
    const balances = await Promise.all(everybody.map((each) => ledger.balance(each)));
    expect(balances.reduce((sum, balance) => sum + balance, 0)).toBe(350);
  });

  it('should keep the limit per person under 100 wishes of one at once', async () => {
    const { name } = await code({ perPerson: 2 });
    const id = await person();
    const results = await Promise.all(Array.from({ length: 100 }, () => promos.redeem(id, name)));
    expect(outcomesOf(results)).toEqual({ credited: 2, 'already-used': 98 });
    expect(await ledger.balance(id)).toBe(100);
  });

  it('should say of each code what is wrong with it', async () => {
    const id = await person();
    const later = await code({ validFrom: new Date(Date.now() + HOUR) });
    const over = await code({ validFrom: new Date(0), validUntil: new Date(Date.now() + HOUR) });
    await database.query(`update promo_codes set valid_until = now() where id = $1`, [over.id]);
    const stopped = await code();
    expect(await promos.deactivate(stopped.id)).toBe(true);
    expect(await promos.deactivate(stopped.id)).toBe(false);
    expect(await promos.redeem(id, later.name)).toEqual({ outcome: 'not-yet' });
    expect(await promos.redeem(id, over.name)).toEqual({ outcome: 'expired' });
    expect(await promos.redeem(id, stopped.name)).toEqual({ outcome: 'inactive' });
    expect(await promos.redeem(id, 'no such code')).toEqual({ outcome: 'unknown' });
  });

  it('should stop somebody who guesses after five wrong codes, even at once, for an hour', async () => {
    const id = await person();
    const { name } = await code();
    const guesses = await Promise.all(
      Array.from({ length: 20 }, (_, at) => promos.redeem(id, `guess-${at}`)),
    );
    expect(outcomesOf(guesses)).toEqual({ unknown: 5, 'too-many-tries': 15 });
    const stopped = await promos.redeem(id, name);
    expect(stopped).toMatchObject({ outcome: 'too-many-tries' });
    if (stopped.outcome === 'too-many-tries') {
      expect(stopped.waitMs).toBeGreaterThan(HOUR - 60_000);
      expect(stopped.waitMs).toBeLessThanOrEqual(HOUR);
    }
    await database.query(
      `update promo_tries set tried_at = tried_at - interval '61 minutes' where user_id = $1`,
      [id],
    );
    expect(await promos.redeem(id, name)).toMatchObject({ outcome: 'credited' });
  });

  it('should let a bonus wait for the next top-up and apply it once', async () => {
    const id = await person();
    const { name } = await code(bonus);
    expect(await promos.forTopup(id)).toBeNull();
    expect(await promos.redeem(id, name)).toEqual({
      outcome: 'waiting',
      kind: 'bonus',
      percent: 20,
    });
    const { promoUseId, ...promo } = (await promos.forTopup(id))!;
    expect(promo).toEqual({ kind: 'bonus', percent: 20 });
    const applied = await Promise.all(
      Array.from({ length: 5 }, () => promos.applied(promoUseId, randomUUID())),
    );
    expect(applied.filter(Boolean)).toHaveLength(1);
    expect(await promos.forTopup(id)).toBeNull();
    expect(await promos.redeem(id, name)).toEqual({ outcome: 'already-used' });
  });

  it('should keep one waiting code per person and give back the one that it replaces', async () => {
    const id = await person();
    const first = await code({ ...bonus, maxUses: 1 });
    const second = await code({ kind: 'discount', amount: undefined, percent: 30 });
    await promos.redeem(id, first.name);
    await promos.redeem(id, second.name);
    expect(await promos.forTopup(id)).toMatchObject({ kind: 'discount', percent: 30 });
    expect(await uses(first.id)).toBe(0);
    expect(await promos.redeem(await person(), first.name)).toMatchObject({ outcome: 'waiting' });
  });

  it('should not trip over people who change two codes for each other at the same time', async () => {
    const [one, two] = [await code(bonus), await code(bonus)];
    const everybody = await crowd(20);
    for (const [at, id] of everybody.entries()) {
      await promos.redeem(id, at % 2 === 0 ? one.name : two.name);
    }
    const results = await Promise.all(
      everybody.map((id, at) => promos.redeem(id, at % 2 === 0 ? two.name : one.name)),
    );
    expect(outcomesOf(results)).toEqual({ waiting: 20 });
    expect([await uses(one.id), await uses(two.id)]).toEqual([10, 10]);
  });

  it('should give back a use that waited for more than a week', async () => {
    const id = await person();
    const promo = await code({ ...bonus, maxUses: 1 });
    await promos.redeem(id, promo.name);
    await promos.tidy();
    expect(await promos.forTopup(id)).not.toBeNull();
    await database.query(
      `update promo_uses set used_at = used_at - interval '7 days 2 hours' where user_id = $1`,
      [id],
    );
    expect(await promos.forTopup(id)).toBeNull();
    await Promise.all([promos.tidy(), promos.tidy()]);
    expect(await uses(promo.id)).toBe(0);
    expect(await promos.redeem(id, promo.name)).toMatchObject({ outcome: 'waiting' });
  });

  it('should make no code twice and none that is worth nothing', async () => {
    const { name } = await code();
    const promo = { code: name.toUpperCase(), kind: 'balance', amount: 5, createdBy: 1 } as const;
    expect(await promos.create(promo)).toEqual({ outcome: 'taken' });
    for (const wrong of [
      { code: 'a' },
      { code: 'with"quote' },
      { amount: 0 },
      { amount: undefined },
      { percent: 10 },
      { kind: 'discount', amount: undefined, percent: 100 } as const,
      { maxUses: 0 },
      { perPerson: 0.5 },
      { validUntil: new Date(0) },
    ]) {
      expect(await promos.create({ ...promo, code: 'fresh', ...wrong })).toEqual({
        outcome: 'invalid',
      });
    }
    expect((await promos.list(0, 3)).map(({ code: each }) => each)).toContain(promo.code);
  });
});

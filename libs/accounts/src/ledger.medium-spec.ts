import { AsyncResource } from 'node:async_hooks';
import type { Database } from '@aisha/database';
import { type AccountsWorld, openAccounts } from './accounts-world.fixture';
import type { Ledger } from './ledger';

describe('the ledger', () => {
  let world: AccountsWorld;
  let ledger: Ledger;
  let database: Database;
  const person = () => world.person();

  beforeAll(async () => {
    world = await openAccounts({ config: { WELCOME_CREDITS: 100 } });
    ({ ledger, database } = world);
  });
  afterAll(() => world?.close());

  afterEach(async () => {
    expect(await ledger.imbalance()).toBe(0);
  });

  it('should set credits aside for several pieces of work, or for none', async () => {
    const id = await person();
    const keys = ['a', 'b', 'c'].map((name) => `${name}-${id}`);
    expect(await ledger.reserveAll(id, 40, keys)).toEqual({
      outcome: 'insufficient-credits',
      price: 120,
      balance: 100,
    });
    expect(await ledger.balance(id)).toBe(100);
    const reserved = await ledger.reserveAll(id, 30, keys);
    expect(await ledger.balance(id)).toBe(10);
    expect(await ledger.reserveAll(id, 30, keys)).toEqual(reserved);
    expect(await ledger.balance(id)).toBe(10);
    if (reserved.outcome === 'reserved') await ledger.release(reserved.holdIds[1]!);
    expect(await ledger.balance(id)).toBe(40);
  });

  it('should welcome a person with credits once, however often they come', async () => {
    const arrivals = Array.from({ length: 10 }, () =>
      world.users.register({ telegramId: 7, firstName: 'Boris', languageCode: 'en' }),
    );
    const ids = new Set((await Promise.all(arrivals)).map(({ id }) => id));
    expect(ids.size).toBe(1);
    expect(await ledger.balance([...ids][0]!)).toBe(100);
  });

  it('should take from the balance at the reservation and keep it after the capture', async () => {
    const userId = await person();
    const hold = await ledger.reserve(userId, 30, `job-${userId}`);
    expect(await ledger.balance(userId)).toBe(70);
    expect(hold.outcome === 'reserved' && (await ledger.capture(hold.holdId))).toBe(true);
    expect(await ledger.balance(userId)).toBe(70);
  });

  it('should give back what was set aside, once, and only if it was not captured', async () => {
    const userId = await person();
    const hold = await ledger.reserve(userId, 30, `job-${userId}`);
    if (hold.outcome !== 'reserved') throw new Error('not reserved');
    const outcomes = await Promise.all([
      ledger.release(hold.holdId),
      ledger.release(hold.holdId),
      ledger.capture(hold.holdId),
    ]);
    expect(outcomes.filter(Boolean)).toHaveLength(1);
    const [won] = outcomes.map((yes, index) => (yes ? index : -1)).filter((index) => index >= 0);
    expect(await ledger.balance(userId)).toBe(won === 2 ? 70 : 100);
  });

  it('should answer with the same hold to the same key', async () => {
    const userId = await person();
    const key = `job-${userId}`;
    const holds = await Promise.all(
      Array.from({ length: 5 }, () => ledger.reserve(userId, 30, key)),
    );
    expect(new Set(holds.map((hold) => hold.outcome === 'reserved' && hold.holdId)).size).toBe(1);
    expect(await ledger.balance(userId)).toBe(70);
  });

  it('should never go below zero, whatever happens at the same time', async () => {
    const userId = await person();
    const wishes = await Promise.all(
      Array.from({ length: 40 }, (_, index) =>
        ledger.reserve(userId, 7, `wish-${userId}-${index}`),
      ),
    );
    expect(wishes.filter(({ outcome }) => outcome === 'reserved')).toHaveLength(14);
    expect(await ledger.balance(userId)).toBe(2);
    expect(wishes.find(({ outcome }) => outcome !== 'reserved')).toEqual({
      outcome: 'insufficient-credits',
      price: 7,
      balance: expect.any(Number) as number,
    });
  });

  it('should undo a reservation together with the transaction that it was part of', async () => {
    const userId = await person();
    const attempt = database.transaction(async () => {
      await ledger.reserve(userId, 30, `job-${userId}`);
      throw new Error('something else failed');
    });
    await expect(attempt).rejects.toThrow('something else failed');
    expect(await ledger.balance(userId)).toBe(100);
  });

  const spendAll = async (userId: string, amount: number) => {
    const hold = await ledger.reserve(userId, amount, `all-${userId}-${amount}`);
    if (hold.outcome === 'reserved') await ledger.capture(hold.holdId);
  };

  it('should let exactly those of 200 spends at once through that the balance covers', async () => {
    const userId = await person();
    const spends = Array.from({ length: 200 }, async (_, index) => {
      const hold = await ledger.reserve(userId, 3, `spend-${userId}-${index}`, 'picture');
      return hold.outcome === 'reserved' && ledger.capture(hold.holdId);
    });
    expect((await Promise.all(spends)).filter(Boolean)).toHaveLength(33);
    expect(await ledger.balance(userId)).toBe(1);
  });

  it('should do once what is done twenty times at once under one key', async () => {
    const userId = await person();
    const times = <Result>(work: () => Promise<Result>) =>
      Promise.all(Array.from({ length: 20 }, work));
    const bought = await times(() =>
      ledger.credit('purchase', { userId, amount: 50, key: `charge-${userId}` }),
    );
    expect(bought.filter(Boolean)).toHaveLength(1);
    expect(await ledger.balance(userId)).toBe(150);
    const keys = [`x-${userId}`, `y-${userId}`];
    const reserved = await times(() => ledger.reserveAll(userId, 20, keys));
    expect(new Set(reserved.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(await ledger.balance(userId)).toBe(110);
    const back = { userId, amount: 50, key: `refund-${userId}` };
    expect((await times(() => ledger.takeBack(back))).filter(Boolean)).toHaveLength(1);
    const left = await times(() => ledger.forfeit(userId, `forfeit-${userId}`));
    expect(left.filter(Boolean)).toHaveLength(1);
    expect(await ledger.balance(userId)).toBe(0);
  });

  it('should not answer with the hold of another person to a key of theirs', async () => {
    const [anna, boris] = [await person(), await person()];
    await ledger.reserve(anna, 30, `job-${anna}`);
    await expect(ledger.reserve(boris, 30, `job-${anna}`)).rejects.toThrow('duplicate key');
    expect(await ledger.balance(boris)).toBe(100);
  });

  it('should keep what the work cost and give the rest back', async () => {
    const userId = await person();
    const hold = await ledger.reserve(userId, 30, `job-${userId}`);
    expect(hold.outcome === 'reserved' && (await ledger.capture(hold.holdId, 12))).toBe(true);
    expect(await ledger.balance(userId)).toBe(88);
  });

  it.each([
    ['a purchase', (userId: string, key: string) => buy(userId, key)],
    ['a grant', (userId: string, key: string) => ledger.grant(userId, 50, key)],
    ['a release', (_: string, __: string, holdId: string) => ledger.release(holdId)],
    ['a capture in part', (_: string, __: string, holdId: string) => ledger.capture(holdId, 10)],
  ])('should pay the debt first with what comes by %s', async (_, come) => {
    const userId = await person();
    const hold = await ledger.reserve(userId, 60, `job-${userId}`);
    if (hold.outcome !== 'reserved') throw new Error('not reserved');
    await spendAll(userId, 40);
    await ledger.takeBack({ userId, amount: 45, key: `back-${userId}` });
    expect([await ledger.balance(userId), await ledger.debt(userId)]).toEqual([0, 45]);
    await come(userId, `come-${userId}`, hold.holdId);
    expect(await ledger.debt(userId)).toBe(0);
    expect(await ledger.balance(userId)).toBeGreaterThan(0);
    expect(await ledger.forfeit(userId, `forfeit-${userId}`)).toBe(true);
    expect(await ledger.balance(userId)).toBe(0);
  });
  const buy = (userId: string, key: string) =>
    ledger.credit('purchase', { userId, amount: 50, key });

  it('should forgive a debt when a person goes, and write nothing where there is nothing', async () => {
    const userId = await person();
    await spendAll(userId, 100);
    expect(await ledger.forfeit(userId, `nothing-${userId}`)).toBe(true);
    await ledger.takeBack({ userId, amount: 70, key: `back-${userId}` });
    expect(await ledger.forfeit(userId, `forfeit-${userId}`)).toBe(true);
    expect(await ledger.debt(userId)).toBe(0);
    expect(await ledger.forfeit(userId, `forfeit-${userId}`)).toBe(false);
  });

  it('should not wait for a long transaction about the same person to charge them in full', async () => {
    const userId = await person();
    const hold = await ledger.reserve(userId, 30, `job-${userId}`);
    if (hold.outcome !== 'reserved') throw new Error('not reserved');
    await database.transaction(async () => {
      await ledger.reserve(userId, 1_000, `too-much-${userId}`); // keeps the lock
      const charged = await new Promise((resolve, reject) => {
        outside(() => ledger.capture(hold.holdId).then(resolve, reject));
      });
      expect(charged).toBe(true);
    });
  });
  const outside = AsyncResource.bind((work: () => unknown) => work());

  it.each([0, -5])('should refuse a movement of %i credits', async (amount) => {
    const userId = await person();
    const movement = { userId, amount, key: `wrong-${userId}` };
    await expect(ledger.credit('promo', movement)).rejects.toThrow('credits');
    await expect(ledger.takeBack(movement)).rejects.toThrow('credits');
    await expect(ledger.reserve(userId, amount, `wrong-${userId}`)).rejects.toThrow('holds_amount');
  });
});

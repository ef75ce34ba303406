import { Test, type TestingModule } from '@nestjs/testing';
import { Database } from '@aisha/database';
import { ConfigModule, HealthModule } from '@aisha/platform';
import { createTestDatabase, type TestDatabase } from '@aisha/testing';
import { AccountsModule } from './accounts.module';
import { Ledger } from './ledger';
import { Users } from './users';

describe('the ledger', () => {
  let testDatabase: TestDatabase;
  let app: TestingModule;
  let ledger: Ledger;
  let database: Database;
  let people = 100;
  const person = async () =>
    (await app.get(Users).register({ telegramId: people++, firstName: 'Anna' })).id;

  beforeAll(async () => {
    testDatabase = await createTestDatabase();
    app = await Test.createTestingModule({
      imports: [
        ConfigModule.forRoot({ DATABASE_URL: testDatabase.url, WELCOME_CREDITS: 100 }),
        HealthModule.forRole('test'),
        AccountsModule,
      ],
    }).compile();
    await app.init();
    ledger = app.get(Ledger);
    database = app.get(Database);
  });

  afterAll(async () => {
    await app?.close();
    await testDatabase?.close();
  });

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
      app.get(Users).register({ telegramId: 7, firstName: 'Boris', languageCode: 'en' }),
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

  describe('in the database itself', () => {
    it('should refuse postings that do not sum to zero', async () => {
      const userId = await person();
      const write = database.transaction(async () => {
        const [row] = await database.query<{ id: string }>(
          `insert into ledger_transactions (key, kind, user_id) values ($1, 'grant', $2) returning id`,
          [`bad-${userId}`, userId],
        );
        await database.query(
          `insert into ledger_postings (transaction_id, account_id, amount)
           select $1, id, 5 from ledger_accounts where kind = 'available' and user_id = $2`,
          [row!.id, userId],
        );
      });
      await expect(write).rejects.toThrow('do not sum to zero');
    });

    it("should refuse to bring a person's balance below zero", async () => {
      const userId = await person();
      const write = database.query(
        `update ledger_accounts set balance = -1 where kind = 'available' and user_id = $1`,
        [userId],
      );
      await expect(write).rejects.toThrow('ledger_accounts_covered');
    });

    it.each(['update ledger_postings set amount = amount * 2', 'delete from ledger_transactions'])(
      'should refuse to change the past: %s',
      async (statement) => {
        await person();
        await expect(database.query(statement)).rejects.toThrow('append-only');
      },
    );
  });
});

import { type AccountsWorld, openAccounts } from './accounts-world.fixture';

/** As many as are handled in one round. */
const ROUND = 64;

describe('the locks of the ledger', () => {
  let world: AccountsWorld;
  beforeAll(async () => {
    world = await openAccounts();
  });
  afterAll(() => world.close());

  it('should let long rounds over many people and their workers pass each other', async () => {
    const { ledger, database } = world;
    const people = await Promise.all(Array.from({ length: ROUND }, () => world.person(100)));
    const holds = await Promise.all(
      people.map(async (id) => {
        const held = await ledger.reserveAll(id, 5, [`a-${id}`, `b-${id}`, `c-${id}`, `d-${id}`]);
        return held.outcome === 'reserved' ? held.holdIds : [];
      }),
    );
    /** One message of each: what they begin is reserved, all in one transaction. */
    const round = (those: string[], name: string) =>
      database.transaction(async () => {
        for (const id of those) await ledger.reserve(id, 3, `${name}-${id}`, 'picture');
      });
    const worked = holds.map(async ([a, b, c, d], index) => {
      await Promise.all([ledger.release(a!), ledger.capture(b!), ledger.capture(c!, 2)]);
      const userId = people[index]!;
      await ledger.takeBack({ userId, amount: 50, key: `back-${userId}` });
      await ledger.credit('purchase', { userId, amount: 50, key: `buy-${userId}` });
      await ledger.release(d!);
    });
    const rounds = ['first', 'second'].map(async (name) => {
      await Promise.all([
        round(people.slice(0, ROUND / 2), name),
        round(people.slice(ROUND / 2), name),
      ]);
    });
    await Promise.all([...worked, ...rounds]);
    const balances = await Promise.all(people.map((id) => ledger.balance(id)));
    expect(balances).toEqual(people.map(() => 100 - 5 - 2 - 2 * 3));
  });
});

import { type AccountsWorld, openAccounts } from './accounts-world.fixture';
import { Consents } from './consents';

describe('consent to photos', () => {
  let world: AccountsWorld;
  let consents: Consents;

  beforeAll(async () => {
    world = await openAccounts();
    consents = world.app.get(Consents);
  });
  afterAll(() => world?.close());

  const arrive = (telegramId: number) => world.users.register({ telegramId, firstName: 'Anna' });

  it('should not be there before it is given', async () => {
    expect(await consents.isGiven(await arrive(1))).toBe(false);
  });

  it('should be known to the rest of the transaction in which it is given', async () => {
    const user = await arrive(2);
    await world.database.transaction(async () => {
      expect(await consents.isGiven(user)).toBe(false);
      await consents.give(user);
      expect(await consents.isGiven(user)).toBe(true);
    });
    expect((await world.users.find(user.id))?.consentedAt).toBeInstanceOf(Date);
  });

  it('should keep the time of the first one, and be of one person only', async () => {
    const [anna, other] = [await arrive(3), await arrive(4)];
    await Promise.all([consents.give(anna), consents.give(anna)]);
    const { consentedAt } = (await world.users.find(anna.id))!;
    await consents.give(anna);
    expect((await world.users.find(anna.id))?.consentedAt).toEqual(consentedAt);
    expect(await consents.isGiven(other)).toBe(false);
  });

  it('should be taken back with a transaction that fails', async () => {
    const user = await arrive(5);
    const failing = world.database.transaction(async () => {
      await consents.give(user);
      throw new Error('the turn fails');
    });
    await expect(failing).rejects.toThrow('the turn fails');
    expect(await consents.isGiven(user)).toBe(false);
  });
});

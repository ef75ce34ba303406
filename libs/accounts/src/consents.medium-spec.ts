import { Test } from '@nestjs/testing';
import { Database } from '@aisha/database';
import { ConfigModule, HealthModule } from '@aisha/platform';
import { createTestDatabase } from '@aisha/testing';
import { AccountsModule } from './accounts.module';
import { Consents } from './consents';
import { Users } from './users';

describe('consent to photos', () => {
  let close: () => Promise<void>;
  let database: Database;
  let users: Users;
  let consents: Consents;

  beforeAll(async () => {
    const testDatabase = await createTestDatabase();
    const app = await Test.createTestingModule({
      imports: [
        ConfigModule.forRoot({ DATABASE_URL: testDatabase.url, WELCOME_CREDITS: 0 }),
        HealthModule.forRole('test'),
        AccountsModule,
      ],
    }).compile();
    await app.init();
    database = app.get(Database);
    users = app.get(Users);
    consents = app.get(Consents);
    close = async () => {
      await app.close();
      await testDatabase.close();
    };
  });
  afterAll(() => close());

  const arrive = (telegramId: number) => users.register({ telegramId, firstName: 'Anna' });

  it('should not be there before it is given', async () => {
    expect(await consents.isGiven(await arrive(1))).toBe(false);
  });

  it('should be known to the rest of the transaction in which it is given', async () => {
    const user = await arrive(2);
    await database.transaction(async () => {
      expect(await consents.isGiven(user)).toBe(false);
      await consents.give(user);
      expect(await consents.isGiven(user)).toBe(true);
    });
    expect((await users.find(user.id))?.consentedAt).toBeInstanceOf(Date);
  });

  it('should keep the time of the first one, and be of one person only', async () => {
    const [anna, other] = [await arrive(3), await arrive(4)];
    await Promise.all([consents.give(anna), consents.give(anna)]);
    const { consentedAt } = (await users.find(anna.id))!;
    await consents.give(anna);
    expect((await users.find(anna.id))?.consentedAt).toEqual(consentedAt);
    expect(await consents.isGiven(other)).toBe(false);
  });

  it('should be taken back with a transaction that fails', async () => {
    const user = await arrive(5);
    const failing = database.transaction(async () => {
      await consents.give(user);
      throw new Error('the turn fails');
    });
    await expect(failing).rejects.toThrow('the turn fails');
    expect(await consents.isGiven(user)).toBe(false);
  });
});

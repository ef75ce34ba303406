import { Test, type TestingModule } from '@nestjs/testing';
import { Database } from '@aisha/database';
import { ConfigModule, HealthModule } from '@aisha/platform';
import { createTestDatabase, type TestDatabase } from '@aisha/testing';
import { AccountsModule } from '../accounts.module';
import { Users } from '../users';
import { Usage } from './usage';

describe('what calls of models took', () => {
  let testDatabase: TestDatabase;
  let app: TestingModule;
  let usage: Usage;
  let people = 0;
  const someone = async () =>
    (
      await app
        .get(Users)
        .register({ telegramId: ++people, firstName: 'Boris', languageCode: 'ru' })
    ).id;
  const luna = { model: 'gpt-6-luna', inputTokens: 90, outputTokens: 10, microdollars: 14 };
  const heard = { model: 'gpt-transcribe', seconds: 12.5, microdollars: 938 };
  const own = { model: 'my/model', inputTokens: 5, outputTokens: 5, microdollars: null };

  beforeAll(async () => {
    testDatabase = await createTestDatabase();
    app = await Test.createTestingModule({
      imports: [
        ConfigModule.forRoot({ DATABASE_URL: testDatabase.url }),
        HealthModule.forRole('test'),
        AccountsModule,
      ],
    }).compile();
    await app.init();
    usage = app.get(Usage);
  });

  afterEach(() => app.get(Database).query('delete from provider_usage'));

  afterAll(async () => {
    await app?.close();
    await testDatabase?.close();
  });

  it('should be one sum for a day, a person, a purpose and a model, however many call at once', async () => {
    const ownerId = await someone();
    const note = () => usage.note({ ownerId, purpose: 'answer', usage: luna });
    await Promise.all(Array.from({ length: 20 }, note));
    await usage.note({ ownerId, purpose: 'transcript', usage: heard });
    const rows = await app.get(Database).query('select * from provider_usage order by purpose');
    expect(rows).toMatchObject([
      { purpose: 'answer', calls: 20, input_tokens: '1800', microdollars: '280', unpriced: 0 },
      { purpose: 'transcript', calls: 1, seconds: 12.5, microdollars: '938' },
    ]);
  });

  it("should be counted for today's limits, by person and purpose", async () => {
    const [ownerId, other] = [await someone(), await someone()];
    await usage.note({ ownerId, purpose: 'answer', usage: luna });
    await usage.note({ ownerId, purpose: 'voice', usage: undefined });
    await usage.note({ ownerId, purpose: 'prompt', usage: luna });
    await usage.note({ ownerId: other, purpose: 'answer', usage: luna });
    await app
      .get(Database)
      .query(`update provider_usage set day = day - 1 where purpose = 'prompt'`);
    await expect(usage.countToday(ownerId, ['answer', 'voice', 'prompt'])).resolves.toBe(2);
    await expect(usage.countToday(ownerId, ['document'])).resolves.toBe(0);
  });

  it('should say what was spent, dearest first, and of how many calls nobody knows the price', async () => {
    const [ownerId, other] = [await someone(), await someone()];
    await usage.note({ ownerId, purpose: 'answer', usage: own });
    await usage.note({ ownerId, purpose: 'answer', usage: luna });
    await usage.note({ ownerId: other, purpose: 'answer', usage: luna });
    await usage.note({ ownerId, purpose: 'transcript', usage: heard });
    await expect(usage.costs(1)).resolves.toEqual([
      { purpose: 'transcript', model: 'gpt-transcribe', calls: 1, unpriced: 0, microdollars: 938 },
      { purpose: 'answer', model: 'gpt-6-luna', calls: 2, unpriced: 0, microdollars: 28 },
      { purpose: 'answer', model: 'my/model', calls: 1, unpriced: 1, microdollars: 0 },
    ]);
  });

  it('should count days up to today', async () => {
    await usage.note({ ownerId: await someone(), purpose: 'transcript', usage: heard });
    await app.get(Database).query('update provider_usage set day = day - 6');
    await expect(usage.costs(1)).resolves.toEqual([]);
    await expect(usage.costs(6)).resolves.toEqual([]);
    await expect(usage.costs(7)).resolves.toHaveLength(1);
  });

  it('should keep the sum of somebody who is forgotten, as that of nobody', async () => {
    for (const ownerId of [await someone(), await someone()]) {
      await usage.note({ ownerId, purpose: 'answer', usage: luna });
    }
    await app.get(Database).query('update provider_usage set owner_id = null');
    const [cost] = await usage.costs(1);
    expect(cost).toMatchObject({ calls: 2, microdollars: 28 });
  });
});

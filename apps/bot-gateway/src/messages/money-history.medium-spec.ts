import { Test, type TestingModule } from '@nestjs/testing';
import { AccountsModule, Ledger, type User, Users } from '@aisha/accounts';
import { ConfigModule, HealthModule } from '@aisha/platform';
import { createTestDatabase, type TestDatabase } from '@aisha/testing';
import { Catalogue } from './catalogue';
import { MoneyHistoryMessages } from './money-history-messages';
import { MoneyStatisticsPhrases } from './money-statistics-phrases';
import { Phrases } from './phrases';
import type { Rendered } from './rendered';

describe('the screens about what became of credits', () => {
  let testDatabase: TestDatabase;
  let app: TestingModule;
  let ledger: Ledger;
  let people = 500;
  beforeAll(async () => {
    testDatabase = await createTestDatabase();
    app = await Test.createTestingModule({
      imports: [
        ConfigModule.forRoot({ DATABASE_URL: testDatabase.url }),
        HealthModule.forRole('test'),
        AccountsModule,
      ],
      providers: [Catalogue, Phrases, MoneyHistoryMessages, MoneyStatisticsPhrases],
    }).compile();
    await app.init();
    ledger = app.get(Ledger);
  });
  afterAll(async () => {
    await app?.close();
    await testDatabase?.close();
  });

  const someone = (languageCode: string) =>
    app.get(Users).register({ telegramId: people++, firstName: 'Anna', languageCode });
  const screen = async (person: User, page = 0) =>
    (await app
      .get(MoneyHistoryMessages)
      .renderers['money-history']({ kind: 'money-history', page }, person))!;
  const statistics = (person: User) => app.get(MoneyStatisticsPhrases).of(person);
  const spend = async ({ id }: User, amount: number, subject: string, captured?: number) => {
    const hold = await ledger.reserve(id, amount, `${subject}-${amount}-${id}`, subject);
    if (hold.outcome === 'reserved') await ledger.capture(hold.holdId, captured);
  };
  const plain = ({ html }: Rendered) => html.replace(/<[^>]+>/g, '').replace(/[\u2068\u2069]/g, '');
  const data = ({ buttons }: Rendered) => buttons.map((row) => row.map((one) => one.data));

  it('should say so when nothing happened yet', async () => {
    const shown = await screen(await someone('en'), 4);
    expect(plain(shown)).toContain('So far there was nothing');
    expect(data(shown)).toEqual([['balance', 'menu']]);
    expect(await statistics(await someone('ru'))).toBe('');
  });

  it('should count in Russian, name what credits went into, and what was left', async () => {
    const person = await someone('ru');
    await ledger.grant(person.id, 200, `gift-${person.id}`);
    await spend(person, 21, 'training');
    await spend(person, 3, 'picture', 0);
    await spend(person, 2, 'painting');
    const text = plain(await screen(person));
    expect(text).toContain('страница 1 из 1 · время: UTC');
    expect(text).toMatch(/Потрачено 2 кредита · работа бота\n.+ · стало 177\n\n/);
    expect(text).toMatch(/Возвращено 3 кредита · картинка\n[^·]+\n\n/);
    expect(text).toMatch(/Потрачено 21 кредит · обучение аватара\n.+ · стало 179\n\n/);
    expect(text).toMatch(/Подарено 200 кредитов\n.+ · стало 200$/);
    expect(await statistics(person)).toBe(
      [
        '\n\n📊 За 30 дней потрачено 23 кредита',
        '• обучение аватара: 21',
        '• работа бота: 2',
        'Всего: подарено 200',
      ].join('\n'),
    );
  });

  it("should tell the time by the person's own clock", async () => {
    const person = await someone('en');
    await ledger.grant(person.id, 1, `gift-${person.id}`);
    const timeIn = async (timeZone: string) => {
      const text = plain(await screen(Object.assign(person, { timeZone })));
      expect(text).toContain(`times: ${timeZone}`);
      const [, hour, minute, half] = /(\d\d):(\d\d) (AM|PM) · then 1$/.exec(text)!;
      return ((Number(hour) % 12) + (half === 'PM' ? 12 : 0)) * 60 + Number(minute);
    };
    const ahead = (await timeIn('Asia/Kolkata')) - (await timeIn('Etc/UTC'));
    expect((ahead + 1_440) % 1_440).toBe(330);
  });

  it('should turn pages of eight, and show the last one to an old button', async () => {
    const person = await someone('en');
    await ledger.grant(person.id, 100, `gift-${person.id}`);
    for (let price = 1; price <= 8; price += 1) await spend(person, price, 'picture');
    const first = await screen(person);
    expect(plain(first).split('\n\n')).toHaveLength(9);
    expect(data(first)).toEqual([['money-history:1'], ['balance', 'menu']]);
    const last = await screen(person, 7);
    expect(plain(last)).toMatch(/page 2 of 2[^]+A gift of 100 credits/);
    expect(data(last)).toEqual([['money-history:0'], ['balance', 'menu']]);
  });

  it('should tell what is owed and what was refunded', async () => {
    const person = await someone('en');
    const movement = { userId: person.id, amount: 50, key: `buy-${person.id}` };
    await ledger.credit('purchase', movement);
    await spend(person, 30, 'transcript');
    await ledger.takeBack({ ...movement, key: `back-${person.id}` });
    expect(plain(await screen(person))).toMatch(/Payment refunded, 50 credits taken back\n.+ -30/);
    const text = await statistics(person);
    expect(text).toContain('You owe 30 credits.');
    expect(text).toContain('In all: bought 50 · refunded 50');
  });
});

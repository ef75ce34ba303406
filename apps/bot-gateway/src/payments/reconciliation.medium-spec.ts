import { Ledger, Users } from '@aisha/accounts';
import { Metrics } from '@aisha/platform';
import { openPaymentsWorld, type PaymentsWorld } from './payments-world.fixture';
import { Reconciliation } from './reconciliation';

describe("the comparison with Telegram's list of transactions", () => {
  let world: PaymentsWorld;
  /** Telegram's list, oldest first. */
  let list: object[] = [];

  beforeAll(async () => {
    world = await openPaymentsWorld(Reconciliation);
    world.api.answerWith('getStarTransactions', ({ offset, limit }) => ({
      transactions: list.slice(Number(offset), Number(offset) + Number(limit)),
    }));
  });
  afterAll(() => world?.close());

  beforeEach(async () => {
    list = [];
    world.api.calls.length = 0;
    await world.sql.query('truncate payment_statements');
    await world.sql.query('delete from payments');
  });

  const now = () => Math.floor(Date.now() / 1_000);
  const user = (id: number) => ({ id, is_bot: false, first_name: 'Anna' });
  const paid = (id: string, payer: number, amount = 1, date = now()) => ({
    id,
    amount,
    date,
    source: { type: 'user', transaction_type: 'invoice_payment', user: user(payer) },
  });
  const run = () => world.app.get(Reconciliation).run();
  const due = () => world.sql.query('update payment_statements set due_at = now()');
  const balance = async (telegramId: number) => {
    const known = await world.app.get(Users).findByTelegramId(telegramId);
    return known ? world.app.get(Ledger).balance(known.id) : 0;
  };
  const pages = () => world.api.calls.map(({ payload }) => payload.offset);
  const counted = async (outcome: string) => {
    const text = await world.app
      .get(Metrics)
      .registry.getSingleMetricAsString('payments_reconciled_total');
    return Number(new RegExp(`outcome="${outcome}"} (\\d+)`).exec(text)?.[1] ?? 0);
  };

  it('should read page by page, and the next day only what is new', async () => {
    list = Array.from({ length: 230 }, (_, index) => paid(`page-${index}`, 1_000));
    await run();
    expect(pages()).toEqual([0, 100, 200]);
    expect(await balance(1_000)).toBe(230);
    await run(); // not due
    expect(pages()).toHaveLength(3);
    list.push(paid('page-230', 1_000));
    await due();
    await run();
    expect(pages()).toEqual([0, 100, 200, 130, 230]);
    expect(await balance(1_000)).toBe(231);
  });

  it('should credit what was paid after a backup that was restored, also to people of after it', async () => {
    const invoiceOfAfter = 'a6b3f1de-9c0f-4a6e-8f52-0d8f3f1c2b4a';
    list = [paid('before', 5_000)];
    await run();
    list.push(paid('after', 5_001, 50));
    Object.assign(list[1]!, {
      source: { ...paid('after', 5_001).source, invoice_payload: invoiceOfAfter },
    });
    await due();
    await run();
    expect(await balance(5_001)).toBeGreaterThanOrEqual(50);
    const once = await balance(5_001);
    await due();
    await run();
    expect(await balance(5_001)).toBe(once);
  });

  it('should go on from the last page that was read when it was cut off', async () => {
    list = Array.from({ length: 150 }, (_, index) => paid(`cut-${index}`, 1_100));
    world.api.refuse(undefined, { code: 502, description: 'Bad Gateway' });
    await expect(run()).rejects.toThrow();
    expect(await balance(1_100)).toBe(100);
    await due();
    await run();
    expect(await balance(1_100)).toBe(150);
  });

  it('should be made by one gateway', async () => {
    list = [paid('one', 1_200, 150)];
    await Promise.all(Array.from({ length: 4 }, run));
    expect(pages()).toEqual([0]);
    expect(await balance(1_200)).toBe(150);
  });

  it('should leave alone what is none of its affairs', async () => {
    const old = now() - 24 * 3_600;
    list = [
      paid('before-us', 1_300, 150, old),
      { ...paid('gift', 1_300), source: { type: 'user', transaction_type: 'gift_purchase' } },
      { id: 'ads', amount: 5, date: now(), receiver: { type: 'telegram_ads' } },
      { id: 'out', amount: 5, date: now(), receiver: { type: 'fragment' } },
      { id: 'other', amount: 5, date: now() },
    ];
    const before = await counted('foreign');
    await run();
    expect(await counted('foreign')).toBe(before + 5);
    expect(await balance(1_300)).toBe(0);
  });

  it("should keep a person's language, of which the list knows nothing", async () => {
    const known = await world.app
      .get(Users)
      .register({ telegramId: 1_400, firstName: 'Ann', languageCode: 'en' });
    list = [paid('language', 1_400)];
    await run();
    expect(await world.app.get(Users).find(known.id)).toMatchObject({ language: 'en' });
  });
});

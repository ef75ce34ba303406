import { HISTORY_PAGE_SIZE, type HistoryLine, LedgerHistory } from './ledger-history';
import { LedgerStatistics } from './ledger-statistics';
import { type AccountsWorld, openAccounts } from './accounts-world.fixture';

describe('the history of credits', () => {
  let world: AccountsWorld;
  let history: LedgerHistory;
  let anna: string;
  const ledger = () => world.ledger;

  beforeAll(async () => {
    world = await openAccounts();
    history = world.app.get(LedgerHistory);
  });
  afterAll(() => world.close());
  beforeEach(async () => {
    anna = await world.person();
  });

  const hold = async (amount: number, subject: string) => {
    const held = await ledger().reserve(anna, amount, `${subject}-${amount}-${anna}`, subject);
    if (held.outcome !== 'reserved') throw new Error('not reserved');
    return held.holdId;
  };
  const come = (kind: 'purchase' | 'promo' | 'grant' | 'referral', amount: number) =>
    ledger().credit(kind, { userId: anna, amount, key: `${kind}-${anna}`, subject: 'stars' });
  const told = ({ lines }: { lines: HistoryLine[] }) =>
    lines.map(({ event, subject, amount, balance }) => [event, subject, amount, balance]);

  it('should be an empty page for one who never had any', async () => {
    expect(await history.page(anna, 3)).toEqual({ lines: [], page: 0, pages: 1, total: 0 });
  });

  it('should tell events as a person would, newest first, with what there was afterwards', async () => {
    await come('purchase', 200);
    await ledger().capture(await hold(30, 'training'));
    await ledger().release(await hold(5, 'picture'));
    await ledger().capture(await hold(20, 'transcript'), 8);
    await ledger().capture(await hold(7, 'upscale'), 0);
    await come('promo', 10);
    await hold(6, 'picture');
    await ledger().takeBack({ userId: anna, amount: 200, key: `back-${anna}` });
    expect(told(await history.page(anna, 0))).toEqual([
      ['refund', null, 200, -34],
      ['set-aside', 'picture', 6, 166],
      ['promo', 'stars', 10, 172],
      ['given-back', 'upscale', 7, null],
      ['spent', 'transcript', 8, 162],
      ['given-back', 'picture', 5, null],
      ['spent', 'training', 30, 170],
      ['purchase', 'stars', 200, 200],
    ]);
    expect(await ledger().debt(anna)).toBe(34);
  });

  it('should count what paid a debt as what came', async () => {
    await ledger().takeBack({ userId: anna, amount: 30, key: `back-${anna}` });
    await come('grant', 50);
    await ledger().forfeit(anna, `forfeit-${anna}`);
    expect(told(await history.page(anna, 0))).toEqual([
      ['forfeit', null, 20, 0],
      ['grant', 'stars', 50, 20],
      ['refund', null, 30, -30],
    ]);
  });

  it('should go on from page to page, and show the last one to who asks for more', async () => {
    await come('purchase', 1_000);
    for (let price = 1; price <= 2 * HISTORY_PAGE_SIZE; price += 1) {
      await ledger().capture(await hold(price, 'picture'));
    }
    const pages = [await history.page(anna, 0), await history.page(anna, 1)];
    const last = await history.page(anna, 9);
    expect(last).toMatchObject({ page: 2, pages: 3, total: 2 * HISTORY_PAGE_SIZE + 1 });
    const lines = [...pages, last].flatMap(({ lines: those }) => those);
    expect(lines.map(({ amount }) => amount)).toEqual([
      ...Array.from({ length: 16 }, (_, index) => 16 - index),
      1_000,
    ]);
    for (const [index, line] of lines.slice(0, -1).entries()) {
      expect(line.balance).toBe(lines[index + 1]!.balance! - line.amount);
      expect(line.at.getTime()).toBeGreaterThanOrEqual(lines[index + 1]!.at.getTime());
    }
    expect(lines[0]!.balance).toBe(await ledger().balance(anna));
  });

  it("should tell nothing of other people's", async () => {
    const boris = await world.person(10);
    await come('purchase', 5);
    expect(told(await history.page(boris, 0))).toEqual([['grant', null, 10, 10]]);
  });

  it('should sum what was spent by what it was for, and what came', async () => {
    const statistics = world.app.get(LedgerStatistics);
    expect(await statistics.of(anna)).toEqual({ spent: [], bought: 0, given: 0, refunded: 0 });
    await come('purchase', 300);
    await come('promo', 20);
    await come('referral', 5);
    await ledger().capture(await hold(30, 'picture'));
    await ledger().capture(await hold(40, 'picture'), 15);
    await ledger().capture(await hold(100, 'training'));
    await ledger().release(await hold(50, 'training'));
    await ledger().takeBack({ userId: anna, amount: 300, key: `back-${anna}` });
    expect(await statistics.of(anna)).toEqual({
      spent: [
        { subject: 'training', amount: 100 },
        { subject: 'picture', amount: 45 },
      ],
      bought: 300,
      given: 25,
      refunded: 300,
    });
  });
});

import type { User } from '../users';
import { BOT_ID, type OpenPayments, openPayments } from './payments.fixture';

describe('refunds', () => {
  let on: OpenPayments;
  beforeAll(async () => {
    on = await openPayments();
  });
  afterAll(() => on?.close());
  afterEach(async () => {
    expect(await on.ledger.imbalance()).toBe(0);
  });

  /** Somebody who paid 250 Stars and has 275 credits, of which some were spent. */
  async function buyer(spent = 0) {
    const user = await on.person();
    const charge = on.charge(user, 250);
    const recorded = await on.payments.record(charge);
    if (recorded.outcome !== 'credited') throw new Error('the charge is known');
    if (spent > 0) await spend(user, spent);
    return { user, chargeId: charge.chargeId, paymentId: recorded.paymentId };
  }
  async function spend(user: User, amount: number) {
    const reserved = await on.ledger.reserve(user.id, amount, `spend-${crypto.randomUUID()}`);
    if (reserved.outcome === 'reserved') await on.ledger.capture(reserved.holdId);
  }
  const purse = async ({ id }: User) => ({
    balance: await on.ledger.balance(id),
    debt: Math.abs(await on.ledger.debt(id)),
  });

  it('should take back what was not spent', async () => {
    const { user, paymentId, chargeId } = await buyer();
    expect(await on.refunds.request(paymentId)).toBe('requested');
    expect(await purse(user)).toEqual({ balance: 0, debt: 0 });
    expect(await on.refunds.inHand(paymentId)).toMatchObject({ chargeId, status: 'refunding' });
    expect(await on.refunds.refunded('stars', chargeId)).toMatchObject({ credits: 275, debt: 0 });
    expect(await on.payments.find(paymentId)).toMatchObject({ status: 'refunded' });
    expect(await on.refunds.inHand(paymentId)).toBeNull();
  });

  it('should make a debt of what was spent, which the next payment pays first', async () => {
    const { user, paymentId } = await buyer(200);
    await on.refunds.request(paymentId);
    expect(await purse(user)).toEqual({ balance: 0, debt: 200 });
    expect(await on.payments.record(on.charge(user, 500))).toMatchObject({
      credits: 570,
      paidOff: 200,
      balance: 370,
    });
    expect(await purse(user)).toEqual({ balance: 370, debt: 0 });
  });

  it('should begin one refund, however many presses come at the same time', async () => {
    const { user, paymentId } = await buyer(100);
    const pressed = await Promise.all(
      Array.from({ length: 6 }, () => on.refunds.request(paymentId)),
    );
    expect(pressed.filter((outcome) => outcome === 'requested')).toHaveLength(1);
    expect(await purse(user)).toEqual({ balance: 0, debt: 100 });
  });

  it.each(['the operator first', 'the provider first'])(
    'should take back once, %s',
    async (order) => {
      const { user, paymentId, chargeId } = await buyer(100);
      if (order === 'the operator first') await on.refunds.request(paymentId);
      const told = await Promise.all(
        Array.from({ length: 5 }, () => on.refunds.refunded('stars', chargeId)),
      );
      expect(told.filter(Boolean)).toHaveLength(1);
      expect(await on.refunds.request(paymentId)).toBe('stale');
      expect(await purse(user)).toEqual({ balance: 0, debt: 100 });
    },
  );

  it('should give the credits back when the provider refuses, each time anew', async () => {
    const { user, paymentId } = await buyer(100);
    for (let time = 0; time < 2; time++) {
      expect(await on.refunds.request(paymentId)).toBe('requested');
      expect(await purse(user)).toEqual({ balance: 0, debt: 100 });
      expect(await on.refunds.refused(paymentId, 'CHARGE_NOT_FOUND')).toMatchObject({ debt: 0 });
      expect(await on.refunds.refused(paymentId, 'CHARGE_NOT_FOUND')).toBeUndefined();
      expect(await purse(user)).toEqual({ balance: 175, debt: 0 });
    }
    expect(await on.payments.find(paymentId)).toMatchObject({
      status: 'paid',
      refundError: 'CHARGE_NOT_FOUND',
    });
  });

  it('should take back after all when the money went although the provider had refused', async () => {
    const { user, paymentId, chargeId } = await buyer();
    await on.refunds.request(paymentId);
    await on.refunds.refused(paymentId, 'no answer for a day');
    await on.refunds.refunded('stars', chargeId);
    expect(await purse(user)).toEqual({ balance: 0, debt: 0 });
  });

  it('should not credit a charge that was given back before it was known', async () => {
    const user = await on.person();
    const charge = on.charge(user, 250);
    expect(await on.payments.recordRefunded(charge)).toBe(true);
    expect(await on.payments.recordRefunded(charge)).toBe(false);
    expect(await on.payments.record(charge)).toEqual({ outcome: 'known' });
    expect(await on.refunds.refunded('stars', charge.chargeId)).toBeUndefined();
    expect(await purse(user)).toEqual({ balance: 0, debt: 0 });
  });

  it('should refund nobody who left, and nothing that is not there', async () => {
    const { paymentId } = await buyer();
    await on.database.query('update payments set payer_telegram_id = null where id = $1', [
      paymentId,
    ]);
    expect(await on.refunds.request(paymentId)).toBe('stale');
    expect(await on.refunds.request(crypto.randomUUID())).toBe('stale');
  });

  it('should find what was begun and not ended', async () => {
    const { paymentId } = await buyer();
    await on.refunds.request(paymentId);
    await on.refunds.failed(paymentId, 'timeout');
    expect(await on.refunds.overdue(60, 100)).not.toContain(paymentId);
    expect(await on.refunds.overdue(0, 100)).toContain(paymentId);
    expect(await on.payments.find(paymentId)).toMatchObject({ refundAttempts: 1 });
  });

  describe("compared with the provider's list", () => {
    const list = { provider: 'stars', botId: BOT_ID } as const;

    it('should be read by one at a time, from where the last reading ended', async () => {
      const taken = await Promise.all(
        Array.from({ length: 5 }, () => on.statements.take(list, 60)),
      );
      expect(taken.filter(Boolean)).toEqual([{ position: 0, since: expect.any(Date) as Date }]);
      await on.statements.advance(list, 100, []);
      await on.statements.finish(list, 0);
      expect(await on.statements.take(list, 60)).toMatchObject({ position: 100 });
    });

    it('should tell once of a payment that is not there', async () => {
      const [listed, missing] = [await buyer(), await buyer()];
      await on.statements.advance(list, 1, [listed.chargeId]);
      const missed = await on.statements.missed(list, new Date(Date.now() + 1_000));
      expect(missed.map(({ id }) => id)).toContain(missing.paymentId);
      expect(missed.map(({ id }) => id)).not.toContain(listed.paymentId);
      expect(await on.statements.missed(list, new Date(Date.now() + 1_000))).toEqual([]);
      const before = await on.statements.unmatched(list);
      await on.statements.advance(list, 2, [missing.chargeId]);
      expect(await on.statements.unmatched(list)).toBe(before - 1);
    });
  });
});

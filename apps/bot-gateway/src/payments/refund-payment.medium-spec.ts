import { Ledger, Payments, Refunds } from '@aisha/accounts';
import { eventually } from '@aisha/testing';
import { PaymentDesk } from './payment-desk';
import { OPERATOR, openPaymentsWorld, type PaymentsWorld } from './payments-world.fixture';
import { RefundPaymentProcessor } from './refund-payment.processor';

describe('a refund that an operator wants', () => {
  let world: PaymentsWorld;
  let number = 100;

  beforeAll(async () => {
    world = await openPaymentsWorld(RefundPaymentProcessor);
  });
  afterAll(() => world?.close());

  /** Somebody who paid 250 Stars, has 275 credits, and wants the money back. */
  async function wished() {
    const telegramId = ++number;
    const chargeId = `charge-${telegramId}`;
    const charge = { chargeId, amount: 250, currency: 'XTR', at: new Date() };
    await world.app
      .get(PaymentDesk)
      .paid(charge, { telegramId, firstName: 'Anna', languageCode: 'en' });
    const payment = (await world.app.get(Payments).findByCharge('stars', chargeId))!;
    expect(await world.app.get(Refunds).request(payment.id)).toBe('requested');
    return { payment, telegramId };
  }
  const becomes = (id: string, status: string) =>
    eventually(
      async () => expect(await world.app.get(Payments).find(id)).toMatchObject({ status }),
      {
        timeoutMs: 20_000,
      },
    );
  const notices = async (chatId: number) => {
    const { rows } = await world.sql.query<{ kind: string }>(
      `select notice->>'kind' as kind from outbound_messages where chat_id = $1 order by seq`,
      [chatId],
    );
    return rows.map(({ kind }) => kind);
  };
  const asked = (chargeId: string) =>
    world.api.calls.filter(({ payload }) => payload.telegram_payment_charge_id === chargeId);

  it('should be asked of Telegram for the one who paid, and told', async () => {
    const { payment, telegramId } = await wished();
    await becomes(payment.id, 'refunded');
    expect(asked(payment.chargeId)).toEqual([
      {
        method: 'refundStarPayment',
        payload: { user_id: telegramId, telegram_payment_charge_id: payment.chargeId },
      },
    ]);
    expect(await world.app.get(Ledger).balance(payment.userId)).toBe(0);
    expect(await notices(telegramId)).toEqual(['payment-received', 'payment-refunded']);
  });

  it('should be asked for again when there is no answer, and be made if it was made already', async () => {
    world.api.refuse(
      { code: 429, description: 'Too Many Requests: retry after 1' },
      { code: 400, description: 'Bad Request: CHARGE_ALREADY_REFUNDED' },
    );
    const { payment } = await wished();
    await becomes(payment.id, 'refunded');
    expect(asked(payment.chargeId)).toHaveLength(2);
  });

  it('should give the credits back when Telegram refuses, and tell operators', async () => {
    world.api.refuse({ code: 400, description: 'Bad Request: CHARGE_NOT_FOUND' });
    const { payment, telegramId } = await wished();
    await becomes(payment.id, 'paid');
    expect(await world.app.get(Ledger).balance(payment.userId)).toBe(275);
    expect(await notices(telegramId)).toEqual(['payment-received']);
    expect(await notices(OPERATOR)).toEqual(['refund-refused']);
  });

  it("should be told once, whichever of Telegram's message and its answer comes first", async () => {
    const { payment, telegramId } = await wished();
    const { chargeId, amount, currency } = payment;
    const service = { chargeId, amount, currency, at: new Date() };
    const payer = { telegramId, firstName: 'Anna', languageCode: 'en' };
    await Promise.all(
      Array.from({ length: 5 }, () => world.app.get(PaymentDesk).refunded(service, payer)),
    );
    await becomes(payment.id, 'refunded');
    expect(await notices(telegramId)).toEqual(['payment-received', 'payment-refunded']);
    expect(await world.app.get(Ledger).debt(payment.userId)).toBeCloseTo(0);
  });
});

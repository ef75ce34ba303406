import { TelegramFixture, type PersonFixture } from '../telegram.fixture';
import type { PaymentResult } from '../person-api.types';
import type { Message } from '../wire.types';

describe('payments in Stars', () => {
  let telegram: TelegramFixture;
  let person: PersonFixture;
  beforeEach(async () => {
    telegram = await TelegramFixture.start();
    person = await telegram.acquaintance();
  });
  afterEach(() => telegram.close());

  const invoice = (more = {}) =>
    telegram.call('sendInvoice', {
      chat_id: person.id,
      title: '100 credits',
      description: 'For avatars',
      payload: 'pack:100',
      currency: 'XTR',
      prices: [{ label: 'Credits', amount: 50 }],
      ...more,
    });
  const pay = async (messageId: number) => {
    const response = await telegram.post(`${person.path}/payments`, { messageId });
    return (await response.json()) as PaymentResult;
  };
  const answerCheckout = async (answer: object) => {
    const [update] = await telegram.updates();
    const query = update?.pre_checkout_query;
    expect(query).toMatchObject({ currency: 'XTR', total_amount: 50, invoice_payload: 'pack:100' });
    const offset = (update?.update_id ?? 0) + 1;
    await telegram.call('answerPreCheckoutQuery', { pre_checkout_query_id: query?.id, ...answer });
    return offset;
  };
  const sendInvoice = async () => ((await invoice()).body.result as Message).message_id;

  it('should charge once the bot agrees, and refund once', async () => {
    const paying = pay(await sendInvoice());
    const [update] = await telegram.updates(await answerCheckout({ ok: true }));
    const result = await paying;
    if (result.outcome !== 'paid') throw new Error(result.outcome);
    expect(update?.message?.successful_payment).toMatchObject({
      total_amount: 50,
      invoice_payload: 'pack:100',
      telegram_payment_charge_id: result.chargeId,
    });
    expect((await telegram.call('getMyStarBalance')).body.result).toEqual({ amount: 50 });
    const charge = { user_id: person.id, telegram_payment_charge_id: result.chargeId };
    expect((await telegram.call('refundStarPayment', charge)).body.result).toBe(true);
    expect((await telegram.call('refundStarPayment', charge)).body.description).toBe(
      'Bad Request: CHARGE_ALREADY_REFUNDED',
    );
    expect((await person.lastSeen())?.payment).toMatchObject({ refunded: true });
    const { body } = await telegram.call('getStarTransactions');
    expect(body.result).toMatchObject({
      transactions: [
        { id: result.chargeId, source: { user: { id: person.id } } },
        { id: result.chargeId, receiver: { user: { id: person.id } } },
      ],
    });
  });

  it('should charge nothing when the bot refuses', async () => {
    const paying = pay(await sendInvoice());
    await answerCheckout({ ok: false, error_message: 'Sold out' });
    expect(await paying).toEqual({ outcome: 'refused', reason: 'Sold out' });
    expect((await telegram.call('getMyStarBalance')).body.result).toEqual({ amount: 0 });
  });

  const order = (path: string, body: object) => telegram.post(`/_sandbox/${path}`, body);
  const chargeOf = async (response: Response) =>
    ((await response.json()) as { chargeId: string }).chargeId;

  it('should take money of which only the list of transactions knows', async () => {
    const lost = { personId: person.id, stars: 250, payload: 'x', how: 'lost' };
    const chargeId = await chargeOf(await order('payments', lost));
    expect(await telegram.updates()).toEqual([]);
    const { body } = await telegram.call('getStarTransactions');
    expect(body.result).toMatchObject({
      transactions: [{ id: chargeId, amount: 250, source: { invoice_payload: 'x' } }],
    });
  });

  it('should give money back by itself, once', async () => {
    const paid = { personId: person.id, stars: 250, payload: 'x' };
    const chargeId = await chargeOf(await order('payments', paid));
    const [payment] = await telegram.updates();
    expect(payment?.message?.successful_payment).toMatchObject({ total_amount: 250 });
    expect((await order('refunds', { chargeId })).status).toBe(201);
    const [refund] = await telegram.updates((payment?.update_id ?? 0) + 1);
    expect(refund?.message?.refunded_payment).toMatchObject({
      telegram_payment_charge_id: chargeId,
    });
    expect((await order('refunds', { chargeId })).status).toBe(409);
    expect((await order('refunds', { chargeId: 'nobody' })).status).toBe(404);
  });

  it('should let somebody else pay a forwarded invoice only if it names no start parameter', async () => {
    const friend = await telegram.acquaintance();
    const path = `${friend.path}/payments`;
    const messageId = await sendInvoice();
    const paying = telegram.post(path, { messageId, sentTo: person.id });
    await answerCheckout({ ok: true });
    expect(await (await paying).json()).toMatchObject({ outcome: 'paid' });
    const bound = (await invoice({ start_parameter: 'topup' })).body.result as Message;
    const tried = await telegram.post(path, { messageId: bound.message_id, sentTo: person.id });
    expect(tried.status).toBe(400);
  });

  it('should show the offer with a button to pay', async () => {
    await sendInvoice();
    expect(await person.lastSeen()).toMatchObject({
      invoice: { title: '100 credits', currency: 'XTR', totalAmount: 50 },
      buttons: [[{ text: 'Pay ⭐️50', pay: true }]],
    });
  });

  it.each([
    [{ currency: 'RUB' }, 'CURRENCY_INVALID'],
    [{ payload: 'x'.repeat(129) }, 'INVOICE_PAYLOAD_INVALID'],
    [{ prices: [] }, 'STARS_INVOICE_INVALID'],
    [
      { reply_markup: { inline_keyboard: [[{ text: 'x', callback_data: 'x' }]] } },
      'the first button of an invoice must be the Pay button',
    ],
  ])('should refuse an invoice with %j', async (change, reason) => {
    expect((await invoice(change)).body.description).toBe(`Bad Request: ${reason}`);
  });

  it('should answer a checkout that nobody waits for with an error', async () => {
    const answer = { pre_checkout_query_id: '1', ok: true };
    expect((await telegram.call('answerPreCheckoutQuery', answer)).body.description).toBe(
      'Bad Request: query is too old and response timeout expired or query ID is invalid',
    );
  });
});

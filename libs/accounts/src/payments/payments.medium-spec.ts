import type { User } from '../users';
import { payloadOf } from './payment-provider';
import { BOT_ID, type OpenPayments, openPayments } from './payments.fixture';

describe('payments', () => {
  let on: OpenPayments;
  beforeAll(async () => {
    on = await openPayments();
  });
  afterAll(() => on?.close());
  afterEach(async () => {
    expect(await on.ledger.imbalance()).toBe(0);
  });

  const chat = (user: User) => ({ botId: BOT_ID, chatId: user.telegramId });
  const invoiceFor = async (user: User, packageId = 's250', back?: string) => {
    const opened = await on.invoices.open({ userId: user.id, packageId, chat: chat(user), back });
    return opened!.invoice;
  };

  it('should credit a package with its bonus, and say the way back', async () => {
    const user = await on.person();
    const invoice = await invoiceFor(user, 's250', 'order:1');
    const paid = on.charge(user, 250, payloadOf(invoice.id));
    expect(await on.payments.record(paid)).toMatchObject({
      outcome: 'credited',
      credits: 275,
      balance: 275,
      paidOff: 0,
      back: 'order:1',
    });
    expect(await on.invoices.find(invoice.id)).toMatchObject({ status: 'paid' });
    expect(await on.payments.ofUser(user.id, 5)).toMatchObject([
      { invoiceId: invoice.id, amount: 250, credits: 275, currency: 'XTR', status: 'paid' },
    ]);
  });

  it('should credit a charge once, however often and at the same time it is told of', async () => {
    const user = await on.person();
    const paid = on.charge(user, 150, payloadOf((await invoiceFor(user, 's150')).id));
    const told = await Promise.all(Array.from({ length: 8 }, () => on.payments.record(paid)));
    expect(told.filter(({ outcome }) => outcome === 'credited')).toHaveLength(1);
    expect(await on.ledger.balance(user.id)).toBe(150);
  });

  it('should give the credits to the one who paid, whoever was invited', async () => {
    const [invited, payer] = [await on.person(), await on.person()];
    const invoice = await invoiceFor(invited);
    await on.payments.record(on.charge(payer, 250, payloadOf(invoice.id)));
    expect(await on.ledger.balance(payer.id)).toBe(275);
    expect(await on.ledger.balance(invited.id)).toBe(0);
    expect(await on.invoices.find(invoice.id)).toMatchObject({ status: 'open' });
  });

  it('should credit two payments of one invoice', async () => {
    const user = await on.person();
    const payload = payloadOf((await invoiceFor(user)).id);
    await on.payments.record(on.charge(user, 250, payload));
    await on.payments.record(on.charge(user, 250, payload));
    expect(await on.ledger.balance(user.id)).toBe(550);
  });

  it.each([
    ['of no invoice', undefined, 100, 100],
    ['with a foreign payload', 'pack:100', 600, 684],
    ['of an invoice that is not there', payloadOf(crypto.randomUUID()), 1_000, 1_200],
  ])('should lose no Star of a payment %s', async (_, payload, amount, credits) => {
    const user = await on.person();
    await on.payments.record(on.charge(user, amount, payload));
    expect(await on.ledger.balance(user.id)).toBe(credits);
  });

  it('should go by the amount when it is not that of the invoice', async () => {
    const user = await on.person();
    const invoice = await invoiceFor(user, 's1000');
    await on.payments.record(on.charge(user, 150, payloadOf(invoice.id)));
    expect(await on.ledger.balance(user.id)).toBe(150);
  });

  describe('with a promo code that waits', () => {
    const waiting = async (kind: 'bonus' | 'discount', percent: number) => {
      const user = await on.person();
      const code = `CODE-${user.telegramId}`;
      await on.promos.create({ code, kind, percent, createdBy: 1 });
      expect((await on.promos.redeem(user.id, code)).outcome).toBe('waiting');
      return user;
    };

    it('should cost less, rounded to whole Stars', async () => {
      const user = await waiting('discount', 33);
      expect(await on.invoices.offers(user.id)).toMatchObject([
        { id: 's150', stars: 101, credits: 150, discountPercent: 33 },
        { stars: 168 },
        { stars: 335 },
        { stars: 670 },
      ]);
      const { id, stars } = await invoiceFor(user, 's500');
      expect(stars).toBe(335);
      const paid = await on.payments.record(on.charge(user, stars, payloadOf(id)));
      expect(paid).toMatchObject({ credits: 570 });
      expect((await on.invoices.offers(user.id))[0]).toMatchObject({ stars: 150 });
    });

    it('should bring a bonus on top of that of the package', async () => {
      const user = await waiting('bonus', 10);
      const { id, stars, bonus } = await invoiceFor(user, 's500');
      expect({ stars, bonus }).toEqual({ stars: 500, bonus: 120 });
      const paid = await on.payments.record(on.charge(user, 500, payloadOf(id)));
      expect(paid).toMatchObject({ credits: 620 });
    });

    it('should not be paid for twice: the question before the payment is answered with no', async () => {
      const user = await waiting('discount', 50);
      const [first, second] = [await invoiceFor(user, 's500'), await invoiceFor(user, 's1000')];
      const verdict = async () => {
        const { stars: amount, id } = second;
        const asked = { payload: payloadOf(id), amount, payerTelegramId: user.telegramId };
        return (await on.invoices.check({ ...asked, currency: 'XTR' })).verdict;
      };
      expect(await verdict()).toBe('ok');
      await on.payments.record(on.charge(user, first.stars, payloadOf(first.id)));
      expect(await verdict()).toBe('expired');
    });

    it('should hold for the first of two invoices that is paid; the other goes by its amount', async () => {
      const user = await waiting('discount', 50);
      const [small, large] = [await invoiceFor(user, 's500'), await invoiceFor(user, 's1000')];
      const first = await on.payments.record(on.charge(user, large.stars, payloadOf(large.id)));
      expect(first).toMatchObject({ credits: 1_200 });
      const second = await on.payments.record(on.charge(user, small.stars, payloadOf(small.id)));
      expect(second).toMatchObject({ credits: 275 });
    });
  });

  it('should undo all of it when the transaction fails', async () => {
    const user = await on.person();
    const paid = on.charge(user, 250);
    const attempt = on.database.transaction(async () => {
      await on.payments.record(paid);
      throw new Error('killed');
    });
    await expect(attempt).rejects.toThrow('killed');
    expect(await on.ledger.balance(user.id)).toBe(0);
    expect(await on.payments.record(paid)).toMatchObject({ outcome: 'credited' });
  });

  it('should open one invoice for presses that come at the same time', async () => {
    const user = await on.person();
    const wish = { userId: user.id, packageId: 's500', chat: chat(user) };
    const opened = await Promise.all(Array.from({ length: 8 }, () => on.invoices.open(wish)));
    expect(new Set(opened.map((one) => one?.invoice.id)).size).toBe(1);
    expect(opened.filter((one) => one?.isNew)).toHaveLength(1);
    expect(await on.invoices.open({ ...wish, packageId: 's7' })).toBeUndefined();
  });

  describe('before somebody pays', () => {
    const checked = async (payer: number, payload: string, amount = 250, currency = 'XTR') =>
      on.invoices.check({ payload, currency, amount, payerTelegramId: payer });

    it('should agree to what was offered to this person', async () => {
      const user = await on.person();
      const payload = payloadOf((await invoiceFor(user)).id);
      expect(await checked(user.telegramId, payload)).toEqual({ verdict: 'ok', language: 'en' });
      expect(await checked(user.telegramId, payload, 1)).toMatchObject({ verdict: 'other-amount' });
      expect(await checked(user.telegramId, payload, 250, 'RUB')).toMatchObject({
        verdict: 'other-amount',
      });
      expect(await checked(5, payload)).toEqual({ verdict: 'other-person' });
      expect(await checked(user.telegramId, 'pack:100')).toMatchObject({
        verdict: 'unknown-invoice',
      });
    });

    it('should refuse what is paid, too old, or of somebody who may not', async () => {
      const user = await on.person();
      const invoice = await invoiceFor(user);
      const verdict = async () => (await checked(user.telegramId, payloadOf(invoice.id))).verdict;
      const set = (change: string, id: string) => on.database.query(change, [id]);
      await set(
        `update invoices set created_at = now() - interval '25 h' where id = $1`,
        invoice.id,
      );
      expect(await verdict()).toBe('expired');
      expect(await on.invoices.expire()).toBe(1);
      expect(await verdict()).toBe('expired');
      await on.payments.record(on.charge(user, 250, payloadOf(invoice.id)));
      expect(await verdict()).toBe('paid-already');
      await set('update users set leaving_at = now() where id = $1', user.id);
      expect(await verdict()).toBe('leaving');
      await set('update users set banned_at = now() where id = $1', user.id);
      expect(await verdict()).toBe('banned');
    });
  });
});

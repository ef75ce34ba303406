import { eventually } from '@aisha/testing';
import { beginAvatar, beginOrder, welcomed } from './harness/journeys';
import {
  charged,
  debtOf,
  heard,
  invoiceFor,
  invoices,
  orderPayment,
  orderRefund,
  payloadOf,
  quiet,
  redeliver,
  topUp,
} from './harness/money';
import { type Person, words } from './harness/person';
import { photos, voice } from './harness/samples';
import { Stack } from './harness/stack';

/** The gateway of these tests: it knows its operator, who must have arrived before. */
const GATEWAY = 'gateway-with-operator';

describe('money', () => {
  let stack: Stack;
  let operator: Person;

  beforeAll(async () => {
    stack = await Stack.start({ WELCOME_CREDITS: '0' });
    operator = await welcomed(stack);
    await stack.app('bot-gateway').stop();
    await stack.addReplica('bot-gateway', GATEWAY, { OPERATOR_TELEGRAM_IDS: String(operator.id) });
  });
  afterAll(() => stack?.close());
  afterEach(async () => {
    await stack.clearFaults();
    const [row] = await stack.rows<{ sum: string }>('select sum(amount) from ledger_postings');
    expect(Number(row!.sum)).toBe(0);
  });

  const hasCredits = (person: Person, credits: number) =>
    eventually(async () => expect(await stack.balance(person)).toBe(credits), {
      timeoutMs: 30_000,
    });
  const offered = async (person: Person, packageId = /250 \+ 25/) => {
    await person.say('/topup');
    await person.hears('Top up your balance');
    return invoiceFor(person, packageId);
  };
  /** Spends all but `left` credits, as a finished piece of work does. */
  const spend = (person: Person, amount: number) =>
    stack.rows(
      `with spent as (
         insert into ledger_transactions (key, kind, user_id)
         select 'spent-' || gen_random_uuid(), 'capture', id from users where telegram_id = $1
         returning id, user_id
       ), revenue as (
         insert into ledger_accounts (kind) values ('revenue')
         on conflict (kind, user_id) do update set kind = excluded.kind returning id
       )
       insert into ledger_postings (transaction_id, account_id, amount)
       select spent.id, a.id, -$2::bigint from spent
         join ledger_accounts a on a.user_id = spent.user_id and a.kind = 'available'
       union all select spent.id, revenue.id, $2::bigint from spent, revenue`,
      [person.id, amount],
    );

  describe('a top-up', () => {
    it.each([
      ['en', /250 \+ 25.*250/, 'Thank you! Payment received: 250', 'On your balance: 275'],
      ['ru', /250 \+ 25.*250/, 'Оплата получена: 250', 'На балансе: 275'],
    ] as const)('should lead in %s from the packages to the credits', async (...journey) => {
      const [language, button, thanks, balance] = journey;
      const person = await welcomed(stack, language);
      await topUp(person, button);
      const message = await person.hears(thanks);
      expect(words(message)).toContain(balance);
      await hasCredits(person, 275);
      const [invoice] = await invoices(person);
      expect(invoice?.invoice).toMatchObject({ currency: 'XTR', totalAmount: 250 });
      expect(invoice?.buttons?.flat()[0]).toMatchObject({ pay: true });
    });

    it('should be credited once, told five times before and after the gateway was killed', async () => {
      const person = await welcomed(stack);
      const chargeId = await topUp(person, /150 💎/);
      for (let time = 0; time < 5; time++) await redeliver(stack, chargeId);
      await hasCredits(person, 150);
      await stack.app(GATEWAY).stop('SIGKILL');
      for (let time = 0; time < 5; time++) await redeliver(stack, chargeId);
      stack.app(GATEWAY).start();
      await stack.healthy(GATEWAY);
      await quiet(stack);
      expect(await stack.balance(person)).toBe(150);
      await person.hears('Payment received');
      expect(await heard(person, 'Payment received')).toBe(1);
    });

    it('should be credited when the gateway dies as the payment arrives', async () => {
      const person = await welcomed(stack);
      const payload = 'whatever';
      await stack.app(GATEWAY).stop('SIGKILL');
      await charged(stack, { person, stars: 500, payload });
      stack.app(GATEWAY).start();
      await stack.healthy(GATEWAY);
      await hasCredits(person, 570);
    });

    it('should open one invoice for a double tap', async () => {
      const person = await welcomed(stack);
      await person.say('/topup');
      const screen = await person.hears('Top up your balance');
      const data = screen.buttons!.flat().find(({ text }) => text.includes('500'))!.callbackData!;
      await Promise.all(Array.from({ length: 5 }, () => person.pressData(screen.messageId, data)));
      await quiet(stack);
      expect(await invoices(person)).toHaveLength(1);
      const answer = await person.pressData(screen.messageId, data);
      expect(answer).toContain('already, just above');
    });

    it('should lead on to a picture for which credits were missing, which then is drawn', async () => {
      const person = await welcomed(stack);
      await beginAvatar(person, 'Flash', 'Instant');
      await person.send('photo', await photos(1));
      await person.hears('Flash: the avatar is ready');
      await beginOrder(person, 'a lighthouse at dawn');
      await person.press(/Draw ·/);
      expect(words(await person.hears('Not enough credits'))).toMatch(/It costs 5, you have 0, 5/);
      await person.press('💎 Top up');
      const invoice = await invoiceFor(person, /150 💎/);
      await person.pay(invoice.messageId);
      await person.hears('Payment received');
      await person.press(/Continue →/);
      const order = await eventually(async () => {
        const shown = (await person.answers()).at(-1)!;
        if (!words(shown).includes('a lighthouse at dawn')) throw new Error(words(shown));
        return shown;
      });
      expect(await stack.balance(person)).toBe(150); // looking costs nothing
      const draw = order.buttons!.flat().find(({ text }) => text.includes('Draw ·'))!;
      await Promise.all(
        Array.from({ length: 5 }, () => person.pressData(order.messageId, draw.callbackData!)),
      );
      await eventually(
        async () => {
          const shown = (await person.answers()).filter(({ media }) => media);
          expect(shown.length).toBeGreaterThanOrEqual(2); // the avatar and the picture
        },
        { timeoutMs: 30_000 },
      );
      await hasCredits(person, 145);
    });

    it('should lead on to the price of a recording, not past it', async () => {
      const person = await welcomed(stack);
      await person.send('voice', [voice('ru-long')]);
      await person.hears('The transcript costs');
      await person.press(/Transcribe for/);
      await person.hears('Not enough credits');
      await person.press('💎 Top up');
      const invoice = await invoiceFor(person, /150 💎/);
      await person.pay(invoice.messageId);
      await person.hears('Payment received');
      await person.press(/Continue →/);
      await person.hears(/The transcript costs .* you have 150/s);
      expect(await stack.balance(person)).toBe(150);
      const quote = await person.hears('The transcript costs');
      const pay = quote.buttons!.flat().find(({ text }) => text.includes('Transcribe for'))!;
      await Promise.all(
        Array.from({ length: 5 }, () => person.pressData(quote.messageId, pay.callbackData!)),
      );
      await person.hears(voice('ru-long').text.slice(0, 60));
      const [spent] = await stack.rows<{ count: string; sum: string }>(
        `select count(*), sum(h.amount) from holds h join users u on u.id = h.user_id
         where u.telegram_id = $1 and h.status = 'captured'`,
        [person.id],
      );
      expect(spent!.count).toBe('1');
      expect(await stack.balance(person)).toBe(150 - Number(spent!.sum));
    });
  });

  describe('the question before a payment', () => {
    it.each([
      ['another amount', { stars: 1 }, 'amount is not that'],
      ['another currency', { currency: 'RUB' }, 'amount is not that'],
      ['an unknown invoice', { payload: 'pack:100' }, 'invoice is gone'],
    ])('should be answered with no for %s', async (_, change, reason) => {
      const person = await welcomed(stack);
      await offered(person);
      const payload = await payloadOf(stack, person);
      const asked = { person, stars: 250, payload, how: 'checkout', ...change } as const;
      const answer = await orderPayment(stack, asked);
      expect(answer).toMatchObject({ outcome: 'refused' });
      expect((answer as { reason: string }).reason).toContain(reason);
      expect(await stack.balance(person)).toBe(0);
    });

    it('should be answered in the language of somebody else, and of a stranger', async () => {
      const person = await welcomed(stack);
      const invoice = await offered(person);
      const payload = await payloadOf(stack, person);
      const stranger = await stack.newPerson('ru');
      const asked = { person: stranger, stars: 250, payload, how: 'checkout' } as const;
      expect(await orderPayment(stack, asked)).toEqual({
        outcome: 'refused',
        reason: expect.stringContaining('выставлен другому человеку') as string,
      });
      // Telegram itself shows no button to pay on a forwarded copy
      await expect(stranger.pay(invoice.messageId, person.id)).rejects.toThrow('no button to pay');
    });

    it('should be answered with no once the invoice is paid, or for somebody banned', async () => {
      const person = await welcomed(stack);
      const invoice = await offered(person);
      await person.pay(invoice.messageId);
      await person.hears('Payment received');
      expect(await person.pay(invoice.messageId)).toMatchObject({ outcome: 'refused' });
      const next = await offered(person, /150 💎/);
      await stack.rows('update users set banned_at = now() where telegram_id = $1', [person.id]);
      expect(await person.pay(next.messageId)).toMatchObject({ outcome: 'refused' });
      await hasCredits(person, 275);
    });

    it('should be answered by the next gateway when one dies with it in hand', async () => {
      const person = await welcomed(stack);
      const invoice = await offered(person);
      // Waiting and warm: Telegram's 10 s are too short for a start on a busy machine.
      const standby = await stack.addReplica('bot-gateway', 'standby-gateway');
      await stack.order('telegram', {
        method: 'answerPreCheckoutQuery',
        times: 20,
        action: { kind: 'reset-before' },
      });
      const paying = person.pay(invoice.messageId);
      await eventually(async () => {
        const rows = await stack.rows(
          `select 1 from inbox_updates where chat_id = $1 and payload like '%pre_checkout_query%'`,
          [person.id],
        );
        expect(rows).toHaveLength(1);
      });
      await stack.app(GATEWAY).stop('SIGKILL');
      // as if it had died between the store and the answer
      await stack.rows(
        `update inbox_updates set status = 'pending' where chat_id = $1 and payload like '%pre_checkout_query%'`,
        [person.id],
      );
      await stack.clearFaults();
      expect(await paying).toMatchObject({ outcome: 'paid' });
      await hasCredits(person, 275);
      await standby.stop();
      stack.app(GATEWAY).start();
      await stack.healthy(GATEWAY);
    });
  });

  describe('a payment that nobody expected', () => {
    it('should go to the one who paid, not to the one invited', async () => {
      const invited = await welcomed(stack);
      await offered(invited);
      const payer = await stack.newPerson('en');
      await charged(stack, { person: payer, stars: 250, payload: await payloadOf(stack, invited) });
      await payer.hears('Payment received');
      await hasCredits(payer, 275);
      expect(await stack.balance(invited)).toBe(0);
    });

    it('should be credited although its invoice is paid already', async () => {
      const person = await welcomed(stack);
      await topUp(person, /250 \+ 25/);
      await hasCredits(person, 275);
      await charged(stack, { person, stars: 250, payload: await payloadOf(stack, person) });
      await hasCredits(person, 550);
    });

    it.each([
      [37, 37],
      [300, 330],
      [2_000, 2_400],
    ])('should be credited with a foreign payload: %i Stars', async (stars, credits) => {
      const person = await welcomed(stack);
      await charged(stack, { person, stars, payload: 'pack:100' });
      await person.hears('Payment received');
      await hasCredits(person, credits);
    });
  });

  describe('a refund', () => {
    it('of unspent credits should take them back, however often it is told', async () => {
      const person = await welcomed(stack);
      const chargeId = await topUp(person, /250 \+ 25/);
      await hasCredits(person, 275);
      await orderRefund(stack, chargeId);
      await person.hears('Payment given back: 250');
      for (let time = 0; time < 3; time++) await redeliver(stack, chargeId);
      await quiet(stack);
      expect(await stack.balance(person)).toBe(0);
      expect(await debtOf(stack, person)).toBe(0);
      expect(await heard(person, 'Payment given back')).toBe(1);
    });

    it('of spent credits should leave a debt, which the next top-up pays first', async () => {
      const person = await welcomed(stack);
      const chargeId = await topUp(person, /250 \+ 25/);
      await hasCredits(person, 275);
      await spend(person, 200);
      await orderRefund(stack, chargeId);
      const told = await person.hears('Payment given back');
      expect(words(told)).toContain('a debt of 200');
      expect(await debtOf(stack, person)).toBe(200);
      await topUp(person, /500 \+ 70/);
      await eventually(async () => {
        const thanks = (await person.answers()).findLast((message) =>
          words(message).includes('Payment received: 500'),
        );
        expect(words(thanks!)).toContain('200 of them paid off a debt');
      });
      await hasCredits(person, 370);
      expect(await debtOf(stack, person)).toBe(0);
    });

    /** What an operator's wish leaves behind in the books, as if the process had died right after it. */
    const wished = async (chargeId: string) => {
      await stack.rows(
        `with payment as (
           update payments set status = 'refunding', refunds = refunds + 1,
             refund_requested_at = now() - interval '1 minute'
           where charge_id = $1 returning id, user_id, credits
         ), taken as (
           insert into ledger_transactions (key, kind, user_id)
           select 'refund-' || id || '-1', 'refund', user_id from payment returning id, user_id
         )
         insert into ledger_postings (transaction_id, account_id, amount)
         select taken.id, a.id, case a.kind when 'available' then -credits else credits end
         from taken, payment, ledger_accounts a
         where (a.kind = 'available' and a.user_id = payment.user_id) or a.kind = 'sales'`,
        [chargeId],
      );
    };
    const statusOf = async (chargeId: string) => {
      const [row] = await stack.rows<{ status: string }>(
        'select status from payments where charge_id = $1',
        [chargeId],
      );
      return row?.status;
    };

    it('should be made although the gateway died after the wish and the job was lost', async () => {
      const person = await welcomed(stack);
      const chargeId = await topUp(person, /250 \+ 25/);
      await hasCredits(person, 275);
      await stack.app(GATEWAY).stop('SIGKILL');
      await wished(chargeId);
      stack.app(GATEWAY).start();
      await person.hears('Payment given back', 40_000);
      await quiet(stack);
      expect(await statusOf(chargeId)).toBe('refunded');
      expect(await stack.balance(person)).toBe(0);
      expect(await heard(person, 'Payment given back')).toBe(1);
    });

    it('should count as made when the answer of Telegram was lost', async () => {
      const person = await welcomed(stack);
      const chargeId = await topUp(person, /250 \+ 25/);
      await hasCredits(person, 275);
      await stack.order('telegram', {
        method: 'refundStarPayment',
        times: 1,
        action: { kind: 'reset-after' },
      });
      await wished(chargeId);
      await eventually(async () => expect(await statusOf(chargeId)).toBe('refunded'), {
        timeoutMs: 40_000,
      });
      await quiet(stack);
      expect(await stack.balance(person)).toBe(0);
    });

    it('that Telegram refuses should give the credits back and tell operators', async () => {
      const person = await welcomed(stack);
      const chargeId = await topUp(person, /250 \+ 25/);
      await hasCredits(person, 275);
      await stack.order('telegram', {
        method: 'refundStarPayment',
        times: 1,
        action: { kind: 'error', code: 400, description: 'Bad Request: CHARGE_NOT_FOUND' },
      });
      await wished(chargeId);
      const alarm = await operator.hears(/did not give a payment back.*CHARGE_NOT_FOUND/s, 40_000);
      expect(words(alarm)).toContain(chargeId);
      expect(await statusOf(chargeId)).toBe('paid');
      await hasCredits(person, 275);
    });
  });

  describe("the comparison with Telegram's list", () => {
    const compare = () => stack.rows(`update payment_statements set due_at = now()`);

    it('should credit a payment of which no update ever came, and tell of it', async () => {
      const person = await welcomed(stack);
      const lost = { person, stars: 1_000, payload: 'topup:lost', how: 'lost' } as const;
      await charged(stack, lost);
      await compare();
      await person.hears('Payment received: 1,000', 40_000);
      await hasCredits(person, 1_200);
    });

    it('should note a refund of which no update ever came', async () => {
      const person = await welcomed(stack);
      const chargeId = await topUp(person, /150 💎/);
      await hasCredits(person, 150);
      await orderRefund(stack, chargeId, false);
      await compare();
      await person.hears('Payment given back: 150', 40_000);
      await hasCredits(person, 0);
    });

    it('should never credit what was paid and given back unseen', async () => {
      const person = await welcomed(stack);
      const lost = { person, stars: 500, payload: 'x', how: 'lost' } as const;
      const chargeId = await charged(stack, lost);
      await orderRefund(stack, chargeId, false);
      await compare();
      await eventually(
        async () => {
          const rows = await stack.rows<{ status: string }>(
            `select status from payments where charge_id = $1`,
            [chargeId],
          );
          expect(rows).toEqual([{ status: 'refunded' }]);
        },
        { timeoutMs: 40_000 },
      );
      await hasCredits(person, 0);
      expect(await debtOf(stack, person)).toBe(0);
    });

    it("should tell operators of a payment that Telegram's list does not hold", async () => {
      const person = await welcomed(stack);
      await stack.rows(
        `insert into payments (user_id, provider, charge_id, amount, currency, credits, bot_id, paid_at)
         select id, 'stars', 'charge-of-nobody', 150, 'XTR', 0, $1, now() - interval '1 hour'
         from users where telegram_id = $2`,
        [stack.botId, person.id],
      );
      await compare();
      await operator.hears(/list does not hold a payment.*charge-of-nobody/s, 40_000);
      const metrics = await (await fetch(`${stack.address(GATEWAY)}/metrics`)).text();
      expect(metrics).toMatch(/payments_unmatched 1/);
    });
  });

  describe('support', () => {
    it('should bring a question to operators together with the payments', async () => {
      const person = await welcomed(stack);
      const chargeId = await topUp(person, /250 \+ 25/);
      await person.hears('Payment received');
      await person.say('/paysupport Where is <my> bonus?');
      await person.hears('Passed on');
      const question = await operator.hears('Where is <my> bonus?');
      expect(words(question)).toContain(chargeId);
      expect(words(question)).toContain(String(person.id));
    });

    it.each([
      ['en', '/terms', 'Within 14 days'],
      ['ru', '/terms', 'В течение 14 дней'],
      ['en', '/paysupport', 'Write what happened'],
      ['ru', '/paysupport', 'Напишите одним сообщением'],
    ] as const)('should answer in %s to %s', async (language, command, answer) => {
      const person = await welcomed(stack, language);
      await person.say(command);
      await person.hears(answer);
    });
  });
});

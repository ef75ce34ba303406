import { OPERATOR_VERBS, type OperatorVerb } from '@aisha/contracts';
import { eventually } from '@aisha/testing';
import { beginAvatar, welcomed } from './harness/journeys';
import { type Person, words } from './harness/person';
import { Stack } from './harness/stack';

const OPERATOR = 5_000_000_001;
const COLLEAGUE = 5_000_000_002;
const NOBODYS = 'a6b3f1de-9c0f-4a6e-8f52-0d8f3f1c2b4a';
const CROWD = 60;

describe('operators', () => {
  let stack: Stack;
  let operator: Person;

  beforeAll(async () => {
    stack = await Stack.start({ OPERATOR_TELEGRAM_IDS: `${OPERATOR},${COLLEAGUE}` });
    operator = await stack.newPerson('en', 'Olga', { id: OPERATOR });
    await operator.say('/start');
    await operator.hears('Hello');
  });
  afterAll(() => stack?.close());

  const actions = () =>
    stack.rows<{ action: string; reason: string | null; subject: string | null }>(
      'select action, reason, subject from operator_actions order by created_at',
    );
  const userOf = async (person: Person) => {
    const [row] = await stack.rows<{ id: string; banned_at: Date | null; news: boolean }>(
      'select id, banned_at, news from users where telegram_id = $1',
      [person.id],
    );
    return row!;
  };
  const open = async (person: Person) => {
    await operator.say(`/find ${person.id}`);
    await operator.hears(String(person.id));
  };
  /** Data of the newest button with this label. */
  const buttonOf = async (person: Person, label: RegExp) => {
    const found = (await person.answers())
      .reverse()
      .flatMap(({ messageId, buttons = [] }) =>
        buttons.flat().map(({ text, callbackData }) => ({ messageId, text, data: callbackData })),
      )
      .find(({ text }) => label.test(text));
    return { messageId: found!.messageId, data: found!.data! };
  };
  /** Presses a button that the bot never gave to this person, or gave long ago. @returns the pop-up answer */
  const forge = async (person: Person, press: string): Promise<string | undefined> => {
    const keyboard = { inline_keyboard: [[{ text: 'forged', callback_data: press }]] };
    const sent = await fetch(`${stack.urls.telegram}/bot${stack.token}/sendMessage`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ chat_id: person.id, text: 'forged', reply_markup: keyboard }),
    });
    const { result } = (await sent.json()) as { result: { message_id: number } };
    return person.pressData(result.message_id, press);
  };
  const confirmed = async () => {
    await operator.press(/Confirm/);
    await operator.hears('Done.');
  };

  it('should find a person, and see what there is to know', async () => {
    const anna = await stack.newPerson('en', 'Anna', { username: 'anna_of_tests' });
    await anna.say('/start');
    await anna.hears('Hello');
    await operator.say('/admin');
    await operator.press(/Find a person/);
    await operator.hears('Whom are you looking for?');
    await operator.say('@nobody_at_all');
    await operator.hears('Nobody is known as @nobody_at_all');
    await operator.say('@Anna_of_Tests');
    const card = words(await operator.hears('@anna_of_tests'));
    expect(card).toContain('Balance 500, debt 0');
    expect(card).toContain('Not banned');
    expect(card).toContain('Can be written to');
    expect(card).toContain((await userOf(anna)).id);
    expect((await actions()).at(-1)).toMatchObject({ action: 'look' });
  });

  it('should give credits with a reason, once, however often it is confirmed', async () => {
    const anna = await welcomed(stack, 'ru');
    await open(anna);
    await operator.press(/Grant/);
    await operator.hears('How many credits, and why?');
    await operator.say('a lot');
    await operator.hears('First a whole number');
    await operator.say('120');
    await operator.hears('A reason is missing');
    await operator.say('120 sorry for the delay');
    await operator.hears('120 credits for');
    expect(await stack.balance(anna)).toBe(500);
    const { messageId, data } = await buttonOf(operator, /Confirm/);
    await Promise.all(Array.from({ length: 5 }, () => operator.pressData(messageId, data)));
    await anna.hears('Вам начислено 120 кредитов');
    await operator.hears('Done.');
    expect(await stack.balance(anna)).toBe(620);
    expect((await actions()).filter(({ action }) => action === 'grant')).toEqual([
      { action: 'grant', reason: 'sorry for the delay', subject: null },
    ]);
    expect((await anna.answers()).filter((one) => words(one).includes('начислено'))).toHaveLength(
      1,
    );
  });

  it('should give nothing when the wish is given up', async () => {
    const anna = await welcomed(stack);
    await open(anna);
    await operator.press(/Grant/);
    await operator.say('77 by mistake');
    await operator.hears('77 credits for');
    const confirm = await buttonOf(operator, /Confirm/);
    await operator.press(/Give up/);
    await operator.hears('Nothing has changed');
    expect(await forge(operator, confirm.data)).toBeTruthy();
    expect(await stack.balance(anna)).toBe(500);
  });

  it('should ban a person, who keeps their data and nothing else, and lift the ban', async () => {
    const anna = await welcomed(stack);
    await beginAvatar(anna);
    await open(anna);
    await operator.press(/^⛔️ Ban$/);
    await operator.hears('Why is this person banned?');
    await operator.say('sends spam');
    await operator.hears('Ban Anna');
    await confirmed();
    expect((await userOf(anna)).banned_at).not.toBeNull();

    await anna.say('hello?');
    await anna.hears('Your access to the bot is suspended');
    await anna.say('hello again?');
    expect(await anna.press(/.+/)).toContain('suspended');
    await anna.say('/privacy');
    await eventually(async () => {
      const last = (await anna.answers()).at(-1)!;
      expect(words(last)).not.toContain('suspended');
    });
    const told = (await anna.answers()).filter((one) => words(one).includes('suspended'));
    expect(told).toHaveLength(1);
    const [asked] = await stack.rows<{ count: string }>(
      'select count(*) from answers a join users u on u.id = a.owner_id where u.telegram_id = $1',
      [anna.id],
    );
    expect(Number(asked!.count)).toBe(0);

    await open(anna);
    await operator.press(/Lift the ban/);
    await operator.say('it was a mistake');
    await operator.hears('Lift the ban of');
    await confirmed();
    await anna.hears('You can use the bot again');
    expect((await actions()).slice(-4).map(({ action, reason }) => [action, reason])).toEqual([
      ['look', null],
      ['ban', 'sends spam'],
      ['look', null],
      ['unban', 'it was a mistake'],
    ]);
  });

  it('should not be banned by each other', async () => {
    const colleague = await stack.newPerson('en', 'Oleg', { id: COLLEAGUE });
    await colleague.say('/start');
    await colleague.hears('Hello');
    await open(colleague);
    expect(await operator.press(/^⛔️ Ban$/)).toContain('cannot be banned');
  });

  it('should refund a payment with a reason', async () => {
    const anna = await welcomed(stack);
    await stack.rows(
      `insert into payments (user_id, provider, charge_id, amount, currency, credits, bot_id, payer_telegram_id)
       values ($1, 'stars', $2, 100, 'XTR', 100, $3, $4)`,
      [(await userOf(anna)).id, `charge-${anna.id}`, stack.botId, anna.id],
    );
    await operator.say(`/find charge-${anna.id}`);
    await operator.hears(String(anna.id));
    await operator.press(/Refund/);
    await operator.press(/100 XTR/);
    await operator.hears('Why is this payment refunded?');
    await operator.say('paid twice');
    await operator.hears('Refund 100 stars');
    await confirmed();
    expect(await stack.balance(anna)).toBe(400);
    const [payment] = await stack.rows<{ status: string }>(
      'select status from payments where charge_id = $1',
      [`charge-${anna.id}`],
    );
    expect(payment!.status).not.toBe('paid');
    expect((await actions()).at(-1)).toMatchObject({ action: 'refund', reason: 'paid twice' });
  });

  it('should see what is stuck, and have it tried again', async () => {
    await operator.say('/admin');
    await operator.press(/Stuck/);
    await operator.hears('Nothing is stuck');
    const anna = await welcomed(stack);
    const [message] = await stack.rows<{ id: string }>(
      `insert into outbound_messages (bot_id, chat_id, seq, key, notice, trace_id, status, last_error)
       select bot_id, chat_id, out_seq + 1, 'stuck-one', '{"kind":"help"}', 't', 'failed', 'refused'
       from chats where bot_id = $1 and chat_id = $2 returning id`,
      [stack.botId, anna.id],
    );
    await stack.rows('update chats set out_seq = out_seq + 1 where bot_id = $1 and chat_id = $2', [
      stack.botId,
      anna.id,
    ]);
    await operator.press(/Look again/);
    await operator.press(/messages: 1/);
    await operator.hears('help: refused');
    expect(await operator.press(/Try .+ again/)).toContain('being tried again');
    await anna.hears(/credits/);
    await eventually(async () => {
      const [row] = await stack.rows<{ status: string }>(
        'select status from outbound_messages where id = $1',
        [message!.id],
      );
      expect(row!.status).toBe('sent');
    });
    expect((await actions()).at(-1)).toMatchObject({ action: 'retry', subject: message!.id });
  });

  it('should make a promo code of a line, once, and end it', async () => {
    await operator.say('/admin');
    await operator.press(/Promo codes/);
    await operator.press(/New code/);
    await operator.hears('Which code?');
    await operator.say('SUMMER balance lots');
    await operator.hears('a whole number between 1 and');
    await operator.say('summer balance 100 uses=50 per=1 until=2090-12-31');
    await operator.hears('SUMMER: 100 credits');
    const codes = () =>
      stack.rows<{ amount: string; max_uses: number; active: boolean }>(
        `select amount, max_uses, active from promo_codes where code = 'SUMMER'`,
      );
    expect(await codes()).toEqual([]);
    const { data } = await buttonOf(operator, /Confirm/);
    await confirmed();
    expect(await forge(operator, data)).toBeTruthy();
    expect(await codes()).toEqual([{ amount: '100', max_uses: 50, active: true }]);
    await operator.press(/End SUMMER/);
    await operator.hears('ended');
    expect(await codes()).toEqual([{ amount: '100', max_uses: 50, active: false }]);
    expect((await actions()).slice(-2)).toMatchObject([
      { action: 'promo' },
      { action: 'promo-end', subject: 'SUMMER' },
    ]);
  });

  it('should page through what was done', async () => {
    await operator.say('/admin');
    await operator.press(/Log/);
    await operator.hears('What operators did');
  });

  describe('and strangers', () => {
    it.each(['/admin', '/find', '/find 5000000001'])(
      'should be answered to %s as to any unknown command',
      async (command) => {
        const stranger = await welcomed(stack);
        const before = (await actions()).length;
        await stranger.say('/nonsense');
        await eventually(async () => expect(await stranger.answers()).toHaveLength(2));
        await stranger.say(command);
        await eventually(async () => expect(await stranger.answers()).toHaveLength(3));
        const [unknown, answer] = (await stranger.answers()).slice(-2);
        expect(words(answer!)).toBe(words(unknown!));
        expect(answer!.buttons).toEqual(unknown!.buttons);
        expect(await actions()).toHaveLength(before);
      },
    );

    /** Each verb with what would work for an operator. */
    const data = async (victim: Person): Promise<Record<OperatorVerb, string>> => {
      const { id } = await userOf(victim);
      const [payment] = await stack.rows<{ id: string }>(
        `insert into payments (user_id, provider, charge_id, amount, currency, credits, bot_id, payer_telegram_id)
         values ($1, 'stars', $2, 10, 'XTR', 10, $3, $4) returning id`,
        [id, `charge-${victim.id}`, stack.botId, victim.id],
      );
      const [wish] = await stack.rows<{ id: string }>(
        `insert into operator_wishes (operator_telegram_id, action, subject_user_id, details, reason)
         values ($1, 'grant', $2, '{"amount": 1000}', 'a gift') returning id`,
        [OPERATOR, id],
      );
      const [draft] = await stack.rows<{ id: string }>(
        `insert into broadcasts (bot_id, created_by, text_ru, text_en) values ($1, $2, 'x', 'x')
         returning id`,
        [stack.botId, OPERATOR],
      );
      const [message] = await stack.rows<{ id: string }>(
        `insert into outbound_messages (bot_id, chat_id, seq, key, notice, trace_id, status)
         values ($1, $2, 100000, $3, '{"kind":"help"}', 't', 'failed') returning id`,
        [stack.botId, victim.id, `failed-${victim.id}`],
      );
      const [promo] = await stack.rows<{ id: string }>(
        `insert into promo_codes (code, kind, amount, created_by) values ($1, 'balance', 5, $2)
         returning id`,
        [`CODE-${victim.id}`, OPERATOR],
      );
      return {
        operator: '',
        'op-find': '',
        'op-person': `:${id}`,
        'op-ledger': `:${id}:0`,
        'op-grant': `:${id}`,
        'op-pick-refund': `:${id}`,
        'op-refund': `:${payment!.id}`,
        'op-ban': `:${id}`,
        'op-unban': `:${id}`,
        'op-confirm': `:${wish!.id}`,
        'op-drop': `:${wish!.id}`,
        'op-log': ':0',
        'op-stuck': '',
        'op-stuck-of': ':messages',
        'op-retry': `:messages:${message!.id}`,
        'op-news': '',
        'op-news-new': '',
        'op-news-of': `:${draft!.id}`,
        'op-news-start': `:${draft!.id}`,
        'op-news-stop': `:${draft!.id}`,
        'op-promos': ':0',
        'op-promo-new': '',
        'op-promo-off': `:${promo!.id}`,
        'op-costs': '',
        'op-held': '',
        'op-held-kinds': '',
        'op-held-send': ':results',
        'op-held-drop': ':updates',
        'op-held-drop-now': ':updates',
      };
    };
    const state = () =>
      stack.rows(`select
        (select json_agg(u order by id) from users u) as users,
        (select json_agg(a order by id) from ledger_accounts a) as accounts,
        (select json_agg(w order by id) from operator_wishes w) as wishes,
        (select json_agg(b order by id) from broadcasts b) as broadcasts,
        (select json_agg(p order by id) from payments p) as payments,
        (select json_agg(c order by id) from promo_codes c) as promos,
        (select json_agg(json_build_object(m.id, m.status) order by m.id) from outbound_messages m)
          as messages,
        (select json_agg(s order by chat_id) from sessions s) as sessions,
        (select count(*) from operator_actions) as actions`);

    it('should change nothing and learn nothing by any button of operators', async () => {
      const [victim, stranger] = [await welcomed(stack), await welcomed(stack)];
      const samples = await data(victim);
      const before = await state();
      const stale = await forge(stranger, 'nonsense');
      expect(stale).toBeTruthy();
      for (const verb of OPERATOR_VERBS) {
        const answer = await forge(stranger, `${verb}${samples[verb]}`);
        expect([verb, answer]).toEqual([verb, stale]);
      }
      expect(await state()).toEqual(before);
    });

    it('should be the only difference: the same presses work for an operator', async () => {
      const victim = await welcomed(stack);
      const samples = await data(victim);
      const refused: string[] = [];
      const stale = await forge(operator, 'nonsense');
      for (const verb of OPERATOR_VERBS) {
        const answer = await forge(operator, `${verb}${samples[verb]}`);
        if (answer === stale) refused.push(verb);
      }
      // Nobody is banned here, the wish is gone once it is confirmed, and no restore held anything.
      expect(refused).toEqual(['op-unban', 'op-drop', 'op-held-send', 'op-held-drop-now']);
      expect(await stack.balance(victim)).toBe(1_500);
    });

    it('should not have a wish of another operator confirmed', async () => {
      const victim = await welcomed(stack);
      const samples = await data(victim);
      await stack.rows('update operator_wishes set operator_telegram_id = $1', [COLLEAGUE]);
      await forge(operator, `op-confirm${samples['op-confirm']}`);
      expect(await stack.balance(victim)).toBe(500);
      expect(await forge(operator, `op-confirm:${NOBODYS}`)).toBeTruthy();
    });
  });

  describe('with news', () => {
    const write = async (text: string) => {
      await operator.say('/admin');
      await operator.press(/^📣 News$/);
      await operator.press(/Write news/);
      await operator.hears('Write the news.');
      await operator.say(text);
    };
    const latest = async () => {
      const [row] = await stack.rows<{
        id: string;
        status: string;
        audience: number;
        sent: number;
      }>('select id, status, audience, sent from broadcasts order by created_at desc limit 1');
      return row!;
    };
    const ended = (status: string) =>
      eventually(async () => expect((await latest()).status).toBe(status), { timeoutMs: 60_000 });
    const crowd = async () => {
      const people: Person[] = [];
      for (let at = 0; at < CROWD; at += 10) {
        people.push(...(await Promise.all(Array.from({ length: 10 }, () => welcomed(stack)))));
      }
      return people;
    };
    const copies = async (person: Person, text: string) =>
      (await person.answers()).filter((one) => words(one).includes(text)).length;

    it('should be told what is wrong with the text before anybody gets it', async () => {
      await write('<b>broken');
      await operator.hears('Telegram would not take the markup at <b>');
      await operator.say('Привет\n---\n');
      await operator.hears('One of the texts is empty');
      await operator.say('/cancel');
      await operator.hears('All right, stopped');
    });

    it('should reach everybody in their language, at most once, though the gateway is killed', async () => {
      const people = await crowd();
      const russian = await welcomed(stack, 'ru');
      const deaf = await welcomed(stack);
      await stack.rows('update users set news = false where telegram_id = $1', [deaf.id]);
      await write('<b>Новая модель</b>\n---\n<b>A new model</b>');
      await operator.hears('This is how it will look');
      await operator.press(/^📣 Send$/);
      await eventually(async () => {
        const [row] = await stack.rows<{ count: string }>(
          `select count(*) from outbound_messages where lane = 'bulk' and status = 'sent'`,
        );
        expect(Number(row!.count)).toBeGreaterThanOrEqual(15);
      });
      await stack.restart('bot-gateway', 'SIGKILL');
      const asking = Date.now();
      await people[0]!.say('/help');
      await people[0]!.hears('credits');
      const answeredMs = Date.now() - asking;
      await ended('done');
      await operator.hears('Sent: Новая модель');

      const counts = await Promise.all(people.map((person) => copies(person, 'A new model')));
      const got = counts.filter((count) => count === 1).length;
      const missed = counts.filter((count) => count === 0).length;
      console.log(
        `broadcast with a kill: ${got} of ${CROWD} got it once, ${missed} dropped, own answer in ${answeredMs} ms`,
      );
      expect(Math.max(...counts)).toBe(1);
      const [dropped] = await stack.rows<{ count: string }>(
        `select count(*) from outbound_messages where lane = 'bulk' and status = 'failed'
           and notice->>'broadcastId' = $1`,
        [(await latest()).id],
      );
      expect(missed).toBeLessThanOrEqual(Number(dropped!.count));
      expect(await copies(russian, 'Новая модель')).toBeLessThanOrEqual(1);
      expect(await copies(russian, 'A new model')).toBe(0);
      expect(await copies(deaf, 'A new model')).toBe(0);

      const unwilling = people[counts.findIndex((count) => count === 1)]!;
      await unwilling.press(/No more news/);
      await unwilling.hears('No more news.');
      expect((await userOf(unwilling)).news).toBe(false);
    }, 120_000);

    it('should stop at once, and leave those alone who wanted no more', async () => {
      const [{ audience }] = [await latest()];
      await write('Second thoughts');
      await operator.hears('This is how it will look');
      await operator.press(/^📣 Send$/);
      await operator.press(/Stop/);
      await operator.hears('Stopped: Second thoughts');
      await ended('stopped');
      const { id } = await latest();
      const counted = () =>
        stack.rows<{ status: string; count: string }>(
          `select status, count(*) from outbound_messages where lane = 'bulk'
             and notice->>'broadcastId' = $1 group by status order by status`,
          [id],
        );
      await eventually(async () =>
        expect((await counted()).map(({ status }) => status)).not.toContain('sending'),
      );
      const sent = Number((await counted()).find(({ status }) => status === 'sent')?.count ?? 0);
      expect(sent).toBeLessThan(audience);
      expect((await counted()).map(({ status }) => status)).not.toContain('pending');
      expect((await actions()).slice(-2).map(({ action }) => action)).toEqual([
        'broadcast-start',
        'broadcast-stop',
      ]);
    });
  });
});

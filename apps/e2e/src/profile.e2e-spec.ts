import { eventually } from '@aisha/testing';
import { withPictures } from './harness/gallery';
import { welcomed } from './harness/journeys';
import { type Person, words } from './harness/person';
import { Stack } from './harness/stack';

/** Welcome credits of the stack. */
const WELCOME = 500;

describe('a person', () => {
  let stack: Stack;
  let codes = 0;

  beforeAll(async () => {
    stack = await Stack.start();
  });
  afterAll(() => stack?.close());

  /** A code, as an operator's desk makes it. */
  const promo = async (columns: Record<string, unknown> = {}): Promise<string> => {
    const code = `E2E-${codes++}`;
    const row = { code, kind: 'balance', amount: 40, created_by: 1, ...columns };
    const names = Object.keys(row);
    await stack.rows(
      `insert into promo_codes (${names.join()}) values (${names.map((_, at) => `$${at + 1}`).join()})`,
      Object.values(row),
    );
    return code;
  };
  const redeem = async (person: Person, code: string, answer: string | RegExp) => {
    await person.say(`/promo ${code}`);
    await person.hears(answer);
  };
  const settings = async (person: Person) => {
    await person.say('/settings');
    return person.hears(/Настройки|Settings/);
  };
  /** The labels of the newest message with such a button. */
  const labels = async (person: Person, label: string) =>
    (await person.answers())
      .map(({ buttons }) => (buttons ?? []).flat().map(({ text }) => text))
      .findLast((all) => all.some((each) => each.includes(label)));
  const chosen = (person: Person, label: string) =>
    eventually(async () => expect(await labels(person, label)).toContain(label), {
      timeoutMs: 30_000,
    });
  const userOf = async (person: Person) =>
    (
      await stack.rows<{ id: string; consented_at: Date | null }>(
        'select id, consented_at from users where telegram_id = $1',
        [person.id],
      )
    )[0]!;

  describe('with a promo code', () => {
    it('should get credits at once, and hear of each code why it is not taken', async () => {
      const person = await welcomed(stack);
      const code = await promo();
      await redeem(person, code.toLowerCase(), 'credits added to your balance: 40');
      expect(await stack.balance(person)).toBe(WELCOME + 40);
      await redeem(person, code, 'You have used this code already');
      await redeem(person, await promo({ active: false }), 'no longer valid');
      await redeem(
        person,
        await promo({ valid_from: new Date(Date.now() + 60_000) }),
        'not valid yet',
      );
      await redeem(person, await promo({ valid_until: new Date(Date.now() - 1) }), 'has expired');
      await redeem(person, await promo({ max_uses: 1, uses: 1 }), 'used up by others');
      expect(await stack.balance(person)).toBe(WELCOME + 40);
    });

    it('should be asked for it by a button, and stopped after five wrong ones', async () => {
      const person = await welcomed(stack);
      await person.say('/profile');
      await person.press(/Promo code/);
      await person.hears('Send the promo code');
      for (let guess = 0; guess < 5; guess++) await person.say(`guess ${guess}`);
      await person.say('guess 5');
      await person.hears('Too many wrong codes');
      const tries = await stack.rows('select 1 from promo_tries where user_id = $1', [
        (await userOf(person)).id,
      ]);
      expect(tries).toHaveLength(5);
    });

    it('should have a bonus or a discount wait for the next top-up', async () => {
      const person = await welcomed(stack);
      await redeem(person, await promo({ kind: 'bonus', amount: null, percent: 20 }), '20% more');
      await redeem(
        person,
        await promo({ kind: 'discount', amount: null, percent: 15 }),
        '15% less',
      );
      const uses = await stack.rows<{ status: string }>(
        'select status from promo_uses where user_id = $1 order by used_at',
        [(await userOf(person)).id],
      );
      expect(uses.map(({ status }) => status)).toEqual(['replaced', 'waiting']);
    });
  });

  it('should bring a friend by a link, which counts for nobody who was here before', async () => {
    const person = await welcomed(stack);
    await person.say('/profile');
    await person.press(/Invite friends/);
    const shown = words(await person.hears('Your link'));
    const [, code] = /https:\/\/t\.me\/\w+\?start=(ref_[2-9a-z]{8})/.exec(shown)!;
    await person.say(`/start ${code}`);
    const friend = await stack.newPerson('en');
    await friend.say(`/start ${code}`);
    await friend.hears('A friend invited you: credits added to your balance: 10');
    await friend.say(`/start ${code}`);
    const stranger = await welcomed(stack);
    await stranger.say(`/start ${code}`);
    await stranger.say('/invite');
    await stranger.hears('Your link');
    await person.say('/invite');
    await person.hears('Friends who came: 1');
    expect(await stack.balance(friend)).toBe(WELCOME + 10);
    expect(await stack.balance(stranger)).toBe(WELCOME);
    expect(await stack.balance(person)).toBe(WELCOME);
  });

  it('should see in their profile what there really is', async () => {
    const person = await welcomed(stack);
    await withPictures(stack, person, ['one', 'two', 'three']);
    await person.say('/profile');
    const profile = words(await person.hears('With us since'));
    expect(profile).toContain(`Balance: ${WELCOME}`);
    expect(profile).toContain('Avatars ready: 1');
    expect(profile).toContain('Pictures in the gallery: 3');
    expect(profile).toContain('Transcripts: 0');
    const all = await labels(person, 'Promo code');
    expect(all).toEqual(
      expect.arrayContaining(['👥 Invite friends', '⚙️ Settings', '🔒 My data', '❓ Help']),
    );
  });

  describe('in the settings', () => {
    it('should change the language at once, and keep everything over a restart', async () => {
      const person = await welcomed(stack);
      await settings(person);
      await person.press('Русский');
      await chosen(person, '✓ Русский');
      await person.press(/Новости: да/);
      await chosen(person, '📰 Новости: нет');
      await person.press(/🕒 .* · UTC/);
      await person.press(/Камчатка/);
      await chosen(person, '🕒 Камчатка · UTC+12');
      await stack.restart('bot-gateway');
      await person.say('/help');
      await person.hears('Что я умею');
      await settings(person);
      await chosen(person, '📰 Новости: нет');
      expect(await labels(person, 'Камчатка')).toEqual(
        expect.arrayContaining(['✓ Русский', '📰 Новости: нет', '🕒 Камчатка · UTC+12']),
      );
      await person.press('Как в Телеграме');
      await chosen(person, '✓ As in Telegram');
    });

    it('should choose what recordings become, and the language that is spoken in them', async () => {
      const person = await welcomed(stack);
      await person.say('/settings');
      await person.press('Text only');
      await person.press('Spoken language');
      await person.press('German');
      await person.press('Spoken language: German');
      await person.press('Detect');
      await person.press('Spoken language: Detect');
      const rows = await stack.rows(
        'select voice_mode, speech_language from users where telegram_id = $1',
        [person.id],
      );
      expect(rows).toEqual([{ voice_mode: 'transcript', speech_language: null }]);
    });

    it('should have messages come without a sound', async () => {
      const person = await welcomed(stack);
      await settings(person);
      await person.press(/Sound: on/);
      await chosen(person, '🔕 Sound: off');
      await person.say('/help');
      await person.hears('What I can do');
      const log = new URL('/_sandbox/log', stack.urls.telegram);
      const calls = (await (await fetch(log)).json()) as {
        method: string;
        chatId?: number;
        payloadSummary: string;
      }[];
      const sent = calls.filter(
        ({ method, chatId }) => method === 'sendMessage' && chatId === person.id,
      );
      const silent = sent.map(({ payloadSummary }) =>
        /"disable_notification":"?true/.test(payloadSummary),
      );
      expect(silent[0]).toBe(false);
      expect(silent.at(-1)).toBe(true);
    });

    it('should begin pictures with the format of their choice, or draw at once', async () => {
      const person = await welcomed(stack);
      await withPictures(stack, person, ['one']);
      await settings(person);
      await person.press('16:9');
      await chosen(person, '✓ 16:9');
      await person.say('/picture');
      await person.hears('Describe the scene');
      await person.say('a lighthouse in a storm');
      await chosen(person, '✓ 16:9');
      await settings(person);
      await person.press(/Quick mode: off/);
      await chosen(person, '⚡ Quick mode: on');
      await person.say('/picture');
      await person.hears('Quick mode: I draw at once, the price is 5');
      await person.say('a quiet harbour at dawn');
      await eventually(async () => {
        const orders = await stack.rows<{ status: string; aspect_ratio: string }>(
          `select status, aspect_ratio from picture_orders o join users u on u.id = o.owner_id
           where u.telegram_id = $1 and prompt = 'a quiet harbour at dawn'`,
          [person.id],
        );
        expect(orders).toEqual([
          { status: expect.stringMatching(/drawing|done/), aspect_ratio: '16:9' },
        ]);
      });
      await person.say('/picture');
      await person.press(/Choose first/);
      await eventually(async () => {
        const [row] = await stack.rows<{ quick: boolean }>(
          `select quick from picture_settings s join users u on u.id = s.owner_id
           where u.telegram_id = $1`,
          [person.id],
        );
        expect(row!.quick).toBe(false);
      });
    });
  });
});

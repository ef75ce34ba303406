import { eventually } from '@aisha/testing';
import { welcomed } from './harness/journeys';
import { type Person, words } from './harness/person';
import { Stack } from './harness/stack';

const FAMILY = '👩‍👩‍👧‍👦';
const NASTY = {
  markup: '<b>bold?</b> & "quoted" &lt;b&gt; &amp;amp; </b></i> <a href="x">',
  'two directions': 'שלום \u200fעולם\u200e \u2067mixed\u2069 abc',
  'marks and joined emoji': `Z${'\u0301'.repeat(40)} ${FAMILY.repeat(20)} 🇺🇦`,
  'the braces of our catalogues': '{ $name } { "" } -term = message',
};

describe('texts', () => {
  let stack: Stack;

  beforeAll(async () => {
    stack = await Stack.start();
  });
  afterAll(() => stack?.close());
  afterEach(() => stack.clearFaults());

  /** An answer of the assistant in these words, as the worker would leave it. @returns the messages that it became */
  const answered = async (person: Person, text: string): Promise<string[]> => {
    const before = (await person.answers()).length;
    await stack.rows(
      `with answer as (
         insert into answers (owner_id, bot_id, chat_id, question, status, text, trace_id, settled_at)
         select id, $1, $2, 'q', 'ready', $3, 'e2e', now() from users where telegram_id = $2 returning id
       ), counter as (
         update chats set out_seq = out_seq + 1 where bot_id = $1 and chat_id = $2 returning out_seq
       )
       insert into outbound_messages (bot_id, chat_id, seq, key, notice, trace_id)
       select $1, $2, out_seq, 'e2e-' || answer.id,
              jsonb_build_object('kind', 'answer-ready', 'answerId', answer.id), 'e2e'
       from answer, counter`,
      [stack.botId, person.id, text],
    );
    await settled(person);
    return (await person.answers()).slice(before).map(words);
  };

  const settled = (person: Person) =>
    eventually(
      async () => {
        const waiting = await stack.rows(
          `select last_error from outbound_messages where chat_id = $1 and status in ('pending', 'sending')`,
          [person.id],
        );
        expect(waiting).toEqual([]);
      },
      { timeoutMs: 30_000 },
    );

  const squeezed = (text: string) => text.replace(/\s/g, '');

  it('should bring an answer of 10,000 characters whole and in order', async () => {
    const person = await welcomed(stack, 'en');
    const sentences = Array.from({ length: 400 }, (_, index) => `Fact ${index}: a < b && "c" > d.`);
    const text = sentences.join(' ').slice(0, 10_000);
    const parts = await answered(person, text);
    expect(parts).toHaveLength(3);
    expect(parts.join(' ')).toBe(text);
    expect(parts[0]).toMatch(/> d\.$/); // at the end of a sentence
  });

  it('should bring 4,096 emoji in parts, each emoji whole', async () => {
    const person = await welcomed(stack, 'en');
    const parts = await answered(person, '😀'.repeat(4_096));
    expect(parts).toEqual(['😀'.repeat(2_048), '😀'.repeat(2_048)]);
    const families = await answered(person, FAMILY.repeat(500));
    expect(families.every((part) => squeezed(part).length % FAMILY.length === 0)).toBe(true);
    expect(families.join('')).toBe(FAMILY.repeat(500));
  });

  it('should show whatever the assistant writes, unchanged', async () => {
    const person = await welcomed(stack, 'en');
    for (const text of Object.values(NASTY)) expect(await answered(person, text)).toEqual([text]);
    const long = `${Object.values(NASTY).join('\n\n')}\n\n`.repeat(40);
    const parts = await answered(person, long);
    expect(parts.length).toBeGreaterThan(3);
    expect(squeezed(parts.join('')) === squeezed(long)).toBe(true);
  });

  it('should say something when the assistant wrote nothing that can be seen', async () => {
    const person = await welcomed(stack, 'en');
    expect(await answered(person, ' \n\u200b ')).toEqual(['…']);
  });

  it.each(Object.entries(NASTY))('should greet a person with %s in the name', async (_, name) => {
    const person = await stack.newPerson('en', name.slice(0, 64));
    await person.say('/start');
    expect(words(await person.hears('Hello'))).toContain(name.slice(0, 64).trim());
  });

  it('should keep a nasty name of an avatar on its button and in its card', async () => {
    const person = await welcomed(stack, 'en');
    const name = '</b>&lt;"Anna" & <i>';
    await person.say('/avatars');
    await person.press(/New avatar/);
    await person.press(/I agree/);
    await person.press(/Trained/);
    await person.hears('What shall we call the avatar?');
    await person.say(name);
    await person.press(/A woman/);
    expect(words(await person.hears(': photos'))).toContain(`${name}: photos`);
    await person.say('/avatars');
    await person.press(`📝 ${name}`);
    expect(words(await person.hears('Female · trained · draft'))).toContain(name);
  });

  it('should bring the words alone when Telegram does not take the markup', async () => {
    const person = await welcomed(stack, 'en');
    await stack.order('telegram', {
      method: 'sendMessage',
      chatId: person.id,
      action: {
        kind: 'error',
        code: 400,
        description: "Bad Request: can't parse entities: Unmatched end tag at byte offset 7",
      },
    });
    await person.say('/help');
    const help = await person.hears('What I can do');
    expect(help.entities?.some(({ type }) => type === 'bold') ?? false).toBe(false);
    const metrics = await (await fetch(`${stack.address('bot-gateway')}/metrics`)).text();
    expect(metrics).toMatch(/messages_plain_fallback_total\{lost="markup"\} [1-9]/);
  });

  it('should bring a message without its buttons when Telegram does not take them', async () => {
    const person = await welcomed(stack, 'en');
    await stack.order('telegram', {
      method: 'sendMessage',
      chatId: person.id,
      action: { kind: 'error', code: 400, description: 'Bad Request: BUTTON_DATA_INVALID' },
    });
    await person.say('/help');
    expect((await person.hears('What I can do')).buttons ?? []).toEqual([]);
  });
});

import { eventually } from '@aisha/testing';
import { type Person, words } from './harness/person';
import { Stack } from './harness/stack';

/** Texts a minute; presses twice as many. */
const LIMIT = 5;

describe('a person who is too fast', () => {
  let stack: Stack;
  beforeAll(async () => {
    stack = await Stack.start({ RATE_LIMIT_PER_MINUTE: String(LIMIT) });
  });
  afterAll(() => stack?.close());

  const allHandled = (person: Person) =>
    eventually(
      async () => {
        const rows = await stack.rows<{ status: string }>(
          `select distinct status from inbox_updates where chat_id = $1`,
          [person.id],
        );
        expect(rows).toEqual([{ status: 'done' }]);
      },
      { timeoutMs: 20_000 },
    );

  it.each([
    ['ru', 'Здравствуйте', 'Я не успеваю за вами'],
    ['en', 'Hello', "I can't keep up with you"],
  ] as const)(
    'should be told so once in %s, and be answered up to then',
    async (language, hello, tooFast) => {
      const person = await stack.newPerson(language);
      await person.say('/start');
      await person.hears(hello);
      for (let count = 1; count <= LIMIT + 3; count++) await person.say(`question ${count}`);
      await person.hears(tooFast);
      await allHandled(person);
      await person.hears(`question ${LIMIT - 1}`);
      const answers = (await person.answers()).map(words);
      expect(answers.filter((text) => text.includes(tooFast))).toHaveLength(1);
      expect(answers.filter((text) => text.includes('you wrote'))).toHaveLength(LIMIT - 1);
    },
  );

  it('should have buttons let go, and not be silenced by what others do', async () => {
    const [fast, calm] = [await stack.newPerson('en'), await stack.newPerson('en')];
    await fast.say('/start');
    await fast.hears('Hello');
    for (let count = 0; count < 2 * LIMIT; count++) await fast.press(count % 2 ? /Menu/ : /Help/);
    expect(await fast.press(/Help/)).toContain("I can't keep up");
    await allHandled(fast);
    await calm.say('/start');
    await calm.hears('Hello');
    await fast.say('Are you there?');
    await fast.hears('Are you there?');
  });
});

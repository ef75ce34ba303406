import type { Person } from './harness/person';
import { words } from './harness/person';
import { type AppName, Stack } from './harness/stack';
import { eventually } from '@aisha/testing';

describe('a conversation', () => {
  let stack: Stack;

  beforeAll(async () => {
    stack = await Stack.start();
  });
  afterAll(() => stack?.close());
  afterEach(() => stack.clearFaults());

  const welcomed = async (language: 'ru' | 'en' = 'en'): Promise<Person> => {
    const person = await stack.newPerson(language);
    await person.say('/start');
    await person.hears(language === 'ru' ? 'Здравствуйте' : 'Hello');
    return person;
  };

  it.each([
    ['ru', 'Здравствуйте, Анна!', '500 кредитов', 'Создать картинку'],
    ['en', 'Hello, Анна!', '500 credits', 'Create a picture'],
  ] as const)(
    'should greet in %s, register, and show the main menu',
    async (language, hello, credits, button) => {
      const person = await stack.newPerson(language, 'Анна');
      await person.say('/start');
      const greeting = await person.hears(hello);
      expect(words(greeting)).toContain(credits);
      expect(greeting.buttons?.flat().some(({ text }) => text.includes(button))).toBe(true);
      expect(await stack.balance(person)).toBe(500);
    },
  );

  it('should answer a text, and remember what was said', async () => {
    const person = await welcomed();
    await person.say('My cat is called Marmalade');
    await person.hears('My cat is called Marmalade');
    await person.say('What did I tell you first?');
    const second = await person.hears('What did I tell you first?');
    expect(words(second)).toContain('Marmalade');
  });

  it('should keep the order of a burst of texts', async () => {
    const person = await welcomed();
    const texts = Array.from({ length: 8 }, (_, index) => `question number ${index + 1}`);
    for (const text of texts) await person.say(text);
    await person.hears(texts.at(-1)!);
    const answers = (await person.answers())
      .map(words)
      .filter((text) => /question number/.test(text));
    const order = answers.map((text) => /question number (\d)/.exec(text)![1]);
    expect(order).toEqual(['1', '2', '3', '4', '5', '6', '7', '8']);
  });

  it('should change its menus in place', async () => {
    const person = await welcomed();
    const [menu] = await person.answers();
    await person.press(/Help/);
    await person.hears('What I can do');
    await person.press(/Menu/);
    await person.hears('Main menu');
    await person.press(/Balance/);
    await person.hears('You have 500 credits');
    const answers = await person.answers();
    expect(answers).toHaveLength(1);
    expect(answers[0]!.messageId).toBe(menu!.messageId);
  });

  it('should answer /help, /cancel and commands that do not exist', async () => {
    const person = await welcomed();
    await person.say('/help');
    await person.hears('What I can do');
    await person.say('/cancel');
    await person.hears('nothing to cancel');
    await person.say('/avatars');
    await person.press(/New avatar/);
    await person.press(/I agree/);
    await person.press(/Trained/);
    await person.hears('What shall we call the avatar?');
    await person.say('/cancel');
    await person.hears('All right, stopped');
    await person.say('/frobnicate');
    await person.hears("I don't know that command");
  });

  it('should say kindly that a button is out of date', async () => {
    const person = await welcomed();
    await person.press(/My avatars/);
    await person.press(/New avatar/);
    await person.press(/I agree/);
    await person.press(/Trained/);
    await person.say('Anna');
    await person.hears('Whom shall I draw?');
    await person.say('/cancel');
    await person.hears('All right, stopped');
    expect(await person.press(/A woman/)).toContain('out of date');
  });

  it('should show what a person wrote as text, whatever it looks like', async () => {
    const person = await stack.newPerson('en', '<b>Bobby</b> & "Tables"');
    await person.say('/start');
    const greeting = await person.hears('Hello');
    expect(words(greeting)).toContain('<b>Bobby</b> & "Tables"');
    await person.say('<script>alert(1)</script> & </b>');
    await person.hears('<script>alert(1)</script> & </b>');
  });

  it('should say what it cannot read', async () => {
    const person = await welcomed();
    await person.send('document', [
      { bytes: Buffer.from('%PDF-1.7'), name: 'a.pdf', type: 'application/pdf' },
    ]);
    await person.hears("can't open such a file");
  });

  it('should be followed through all apps by one trace id', async () => {
    const person = await welcomed();
    await person.say('follow me');
    await person.hears('follow me');
    const [update] = await stack.rows<{ trace_id: string }>(
      'select trace_id from inbox_updates where chat_id = $1 order by seq desc limit 1',
      [person.id],
    );
    const traced = (app: AppName) =>
      stack
        .app(app)
        .output.split('\n')
        .filter((line) => line.includes(update!.trace_id))
        .map((line) => (JSON.parse(line) as { msg: string }).msg);
    await eventually(() => {
      expect(traced('bot-gateway')).toEqual(
        expect.arrayContaining(['turn taken', 'update handled', 'message sent']),
      );
      expect(traced('transcription-worker')).toContain('job done');
    });
  });

  it('should change nothing when Telegram delivers an update again', async () => {
    const person = await welcomed();
    await person.say('once only');
    await person.hears('once only');
    const before = (await person.answers()).length;
    const [update] = await stack.rows<{ update_id: string }>(
      `select update_id from inbox_updates where chat_id = $1 order by seq desc limit 1`,
      [person.id],
    );
    await fetch(new URL('/_sandbox/redeliver', stack.urls.telegram), {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ updateId: Number(update!.update_id) }),
    });
    await person.say('and now another');
    await person.hears('and now another');
    expect((await person.answers()).length).toBe(before + 1);
    expect(
      await stack.rows(
        'select 1 from answers a join users u on u.id = a.owner_id where u.telegram_id = $1',
        [person.id],
      ),
    ).toHaveLength(2);
  });

  it('should wait as long as Telegram asks, and then send in order', async () => {
    const person = await welcomed();
    await stack.order('telegram', {
      method: 'sendMessage',
      chatId: person.id,
      times: 1,
      action: { kind: 'error', code: 429, retryAfter: 2 },
    });
    await person.say('first of two');
    await person.say('second of two');
    await person.hears('second of two');
    const answers = (await person.answers()).map(words).filter((text) => /of two/.test(text));
    expect(answers[0]).toContain('first of two');
    expect(answers).toHaveLength(2);
  });

  it('should tell the person when the assistant cannot answer', async () => {
    const person = await welcomed();
    await stack.order('openai', { on: 'chat', times: 1, action: { kind: 'error', status: 400 } });
    await person.say('will this work?');
    await person.hears('could not answer');
  });

  it('should stop writing to a person who blocked it and come back when they do', async () => {
    const person = await welcomed();
    await person.block(true);
    await eventually(async () => {
      const rows = await stack.rows(
        'select 1 from chats where chat_id = $1 and undeliverable_since is not null',
        [person.id],
      );
      expect(rows).toHaveLength(1);
    });
    await person.block(false);
    await person.say('I am back');
    await person.hears('I am back');
  });
});

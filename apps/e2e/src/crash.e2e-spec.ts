import { eventually } from '@aisha/testing';
import { welcomed } from './harness/journeys';
import { words } from './harness/person';
import { voice } from './harness/samples';
import { Stack } from './harness/stack';

describe('a gateway', () => {
  let stack: Stack;

  beforeAll(async () => {
    stack = await Stack.start();
  });
  afterAll(() => stack?.close());
  afterEach(() => stack.clearFaults());

  it('should send the reply that it owed when it was killed between the commit and the send', async () => {
    const person = await welcomed(stack);
    await stack.order('telegram', { method: 'sendMessage', times: 1, action: { kind: 'hang' } });
    await person.say('please answer');
    await eventually(async () => {
      const rows = await stack.rows(
        `select 1 from outbound_messages where chat_id = $1 and status = 'sending' and notice->>'kind' = 'answer-ready'`,
        [person.id],
      );
      expect(rows).toHaveLength(1);
    });
    await stack.restart('bot-gateway', 'SIGKILL');
    await person.hears('please answer', 40_000);
    expect(
      (await person.answers()).filter((message) => words(message).includes('please answer')),
    ).toHaveLength(1);
  });

  it('should handle after a restart what people wrote while it was dead', async () => {
    const person = await welcomed(stack);
    await stack.app('bot-gateway').stop('SIGKILL');
    await person.say('are you there?');
    await person.send('voice', [voice('en-short')]);
    stack.app('bot-gateway').start();
    await stack.healthy('bot-gateway');
    await person.hears('are you there?');
    await person.hears(voice('en-short').text);
  });

  it('should lose and double nothing over many kills under load', async () => {
    const people = await Promise.all(Array.from({ length: 6 }, () => welcomed(stack)));
    const texts = Array.from({ length: 12 }, (_, index) => `message ${index + 1}.`);
    const talking = Promise.all(
      people.map(async (person) => {
        for (const text of texts) await person.say(text);
      }),
    );
    for (let kill = 0; kill < 3; kill++) await stack.restart('bot-gateway', 'SIGKILL');
    await talking;
    for (const person of people) {
      await person.hears(texts.at(-1)!, 60_000);
      const [{ count } = { count: '0' }] = await stack.rows<{ count: string }>(
        `select count(*) from answers a join users u on u.id = a.owner_id where u.telegram_id = $1`,
        [person.id],
      );
      expect(Number(count)).toBe(texts.length);
      const shown = (await person.answers()).map(words);
      for (const text of texts)
        expect(
          shown.filter((answer) => answer.includes(`«${text}»`) || answer.includes(text)),
        ).not.toHaveLength(0);
    }
  });

  it('should end with code 0 on SIGTERM, as all apps do', async () => {
    for (const name of [
      'bot-gateway',
      'standby-controller',
      'avatar-worker',
      'transcription-worker',
      'webhook-api',
    ] as const) {
      expect(await stack.app(name).stop('SIGTERM')).toBe(0);
    }
  });
});

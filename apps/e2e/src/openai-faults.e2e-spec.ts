import { eventually } from '@aisha/testing';
import { heard } from './harness/money';
import { type Person, words } from './harness/person';
import { voice } from './harness/samples';
import { Stack } from './harness/stack';

const OPERATOR = 700_900_001;
/** A probe comes 5 s after the first failure at the earliest, and a sweep looks every 5 s for rows 10 s old. */
const RECOVERY_MS = 60_000;

describe('when OpenAI does not do as it is asked', () => {
  let stack: Stack;
  let operator: Person;

  beforeAll(async () => {
    stack = await Stack.start({ OPERATOR_TELEGRAM_IDS: String(OPERATOR) });
    operator = await stack.newPerson('en', 'Olga', { id: OPERATOR });
    await operator.say('/start');
    await operator.hears('Hello');
  });
  afterAll(() => stack?.close());
  afterEach(() => stack.clearFaults());

  const newcomer = async () => {
    const person = await stack.newPerson('en');
    await person.say('/start');
    await person.hears('Hello');
    return person;
  };
  const order = (on: string, action: object, times = 1) =>
    stack.order('openai', { on, times, action });
  const calls = async (operation: string, outcome: string) => {
    const response = await fetch(`${stack.address('transcription-worker')}/metrics`);
    const labels = `provider="openai",operation="${operation}",outcome="${outcome}"`;
    const line = new RegExp(`^provider_calls_total\\{${labels}\\} (\\d+)$`, 'm');
    return Number(line.exec(await response.text())?.[1] ?? 0);
  };
  const asked = async () =>
    ((await (await fetch(new URL('/_sandbox/requests', stack.urls.openai))).json()) as object[])
      .length;
  const alarms = async () =>
    (await operator.answers()).filter((message) => words(message).includes('has run out of money'));
  const price = async (person: Person) => {
    await person.send('voice', [voice('ru-long')]);
    const quote = await person.hears('The transcript costs');
    return Number(/(\d+) credits/.exec(words(quote))?.[1]);
  };
  const hearsLong = (person: Person, timeoutMs?: number) =>
    person.hears(voice('ru-long').text.slice(0, 60), timeoutMs);

  it('should keep everybody waiting while our account is empty, tell operators once, and go on by itself', async () => {
    const [speaker, asker] = [await newcomer(), await newcomer()];
    const credits = await price(speaker);
    const empty = { kind: 'error', status: 429, code: 'insufficient_quota' };
    for (const on of ['transcription', 'chat']) await order(on, empty, 1_000);
    await speaker.press(/Transcribe for/);
    await operator.hears('has run out of money');
    const before = await asked();
    await asker.say('Is anybody there?');
    await eventually(async () => expect(await calls('chat', 'not-asked')).toBeGreaterThan(0), {
      timeoutMs: 20_000,
    });
    // Probes only: each job by itself would have asked by now.
    expect((await asked()) - before).toBeLessThanOrEqual(2);
    await stack.clearFaults();
    await hearsLong(speaker, RECOVERY_MS);
    const answer = await asker.hears('Is anybody there?', RECOVERY_MS);
    expect(words(answer)).toContain('you wrote');
    expect(await stack.balance(speaker)).toBe(500 - credits);
    expect(await alarms()).toHaveLength(1);
  });

  it('should come again after as long as it is asked to, and charge once', async () => {
    const person = await newcomer();
    const credits = await price(person);
    const slowly = { kind: 'error', status: 429, code: 'rate_limit_exceeded', retryAfterMs: 700 };
    await order('transcription', slowly, 2);
    await person.press(/Transcribe for/);
    await hearsLong(person);
    expect(await stack.balance(person)).toBe(500 - credits);
  });

  it('should take nothing for a recording in which nothing is heard', async () => {
    const person = await newcomer();
    await price(person);
    await order('transcription', { kind: 'empty' }, 1_000);
    await person.press(/Transcribe for/);
    await person.hears('I hear no speech');
    await eventually(async () => expect(await stack.balance(person)).toBe(500));
  });

  it('should pass on that the model refuses', async () => {
    const person = await newcomer();
    await order('chat', { kind: 'refusal' });
    await person.say('Something that is refused');
    await person.hears('I will not answer this');
  });

  it('should be asked again when an answer breaks off, which is never given as whole', async () => {
    const person = await newcomer();
    await order('chat', { kind: 'stream-cut' });
    await person.say('Say all of it');
    const answer = await person.hears('you wrote');
    expect(words(answer)).toContain('Say all of it');
    expect(await heard(person, 'you wrote')).toBe(1);
  });

  it('should show operators what models cost', async () => {
    await operator.say('/admin');
    await operator.press(/Costs/);
    const costs = words(await operator.hears('What models cost'));
    expect(costs).toMatch(/Today: \$[\s\S]*7 days: \$[\s\S]*30 days: \$/);
  });
});

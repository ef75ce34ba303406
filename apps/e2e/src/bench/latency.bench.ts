import { setTimeout as delay } from 'node:timers/promises';
import { eventually } from '@aisha/testing';
import { welcomed } from '../harness/journeys';
import type { Person } from '../harness/person';
import { Stack } from '../harness/stack';
import { percentile, report } from './figures';

const PEOPLE = 50;
const RATE = 50;
const SECONDS = 20;

interface Call {
  seq: number;
  at: number;
  method: string;
  chatId?: number;
}

describe('update to reply', () => {
  let stack: Stack;

  beforeAll(async () => {
    stack = await Stack.start({ LOG_LEVEL: 'WARNING' });
  });
  afterAll(() => stack?.close());

  const sends = async (): Promise<Call[]> => {
    const response = await fetch(new URL('/_sandbox/log?after=0', stack.urls.telegram));
    const calls = (await response.json()) as Call[];
    return calls.filter(({ method }) => method === 'sendMessage');
  };

  it(`prints p50 and p99 at ${RATE} texts a second`, async () => {
    const people: Person[] = [];
    for (let index = 0; index < PEOPLE; index++) people.push(await welcomed(stack));
    await talk(people, 3); // warm
    await answered(3 * RATE + PEOPLE);
    const { asked, begun } = await talk(people, SECONDS);
    const times = await eventually(
      async () => {
        const replies = (await sends()).filter(({ at }) => at >= begun);
        if (replies.length < asked.length)
          throw new Error(`${replies.length} of ${asked.length} replies`);
        return latencies(asked, replies);
      },
      { timeoutMs: 60_000 },
    );
    const ms = (share: number) => percentile(times, share).toFixed(0);
    report(
      `update to reply at ${RATE}/s, ${times.length} texts: p50 ${ms(0.5)} ms, p95 ${ms(0.95)} ms, p99 ${ms(0.99)} ms, max ${ms(1)} ms`,
    );
  });

  /** Waits until the bot has sent this many messages in all. */
  const answered = (count: number) =>
    eventually(async () => (await sends()).length >= count, { timeoutMs: 60_000 });

  async function talk(people: Person[], seconds: number) {
    const begun = Date.now();
    const asked: { person: number; at: number }[] = [];
    const posts: Promise<void>[] = [];
    for (let index = 0; index < RATE * seconds; index++) {
      // Open loop: the next text comes at its time, however the last one fared.
      await delay(Math.max(0, begun + (index * 1000) / RATE - Date.now()));
      const person = people[index % people.length]!;
      asked.push({ person: person.id, at: Date.now() });
      posts.push(person.say(`text ${index}`));
    }
    await Promise.all(posts);
    return { asked, begun };
  }
});

/** The n-th reply to a person belongs to their n-th text: order is kept. */
function latencies(asked: { person: number; at: number }[], replies: Call[]): number[] {
  const byPerson = new Map<number, number[]>();
  for (const { chatId, at } of replies) {
    byPerson.set(chatId!, [...(byPerson.get(chatId!) ?? []), at]);
  }
  return asked
    .map(({ person, at }) => (byPerson.get(person)?.shift() ?? Number.NaN) - at)
    .sort((a, b) => a - b);
}

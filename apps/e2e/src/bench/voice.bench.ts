import { randomBytes } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { eventually } from '@aisha/testing';
import { welcomed } from '../harness/journeys';
import { spliced } from '../harness/long-recording';
import type { Person } from '../harness/person';
import { voice } from '../harness/samples';
import { Stack } from '../harness/stack';
import { median, percentile, report } from './figures';
import { startInstantOpenAi } from './instant-openai';
import { watchMemory } from './process-tree';

/** 102 s with their rests, so often that they last two hours. */
const TWO_HOURS = { samples: ['ru-long', 'en-short'], times: 68 };
const RATE = 10;
const SECONDS = 20;
const PEOPLE = 50;

/** What jobs are called that hear a recording. */
const STAGES = {
  probe: 'fetch and measure',
  cut: 'fetch, decode, find silences, cut, store',
  piece: 'hear a piece',
  transcript: 'join and deliver',
} as const;

describe('voice', () => {
  let stack: Stack;
  let openai: Awaited<ReturnType<typeof startInstantOpenAi>>;

  beforeAll(async () => {
    openai = await startInstantOpenAi();
    stack = await Stack.start({ OPENAI_BASE_URL: openai.url, WELCOME_CREDITS: '5000' });
  });
  afterAll(async () => {
    await stack?.close();
    await openai?.close();
  });

  it(`prints how long ${RATE} voice notes a second wait for their text`, async () => {
    const people: Person[] = [];
    for (let index = 0; index < PEOPLE; index++) people.push(await welcomed(stack));
    await talk(people, 2); // warm
    const asked = await talk(people, SECONDS);
    const waits = asked.map((at, index) => replies[index]! - at).sort((a, b) => a - b);
    const ms = (share: number) => percentile(waits, share).toFixed(0);
    report(
      `voice to text at ${RATE}/s, ${waits.length} notes of 5 s: p50 ${ms(0.5)} ms, p95 ${ms(0.95)} ms, p99 ${ms(0.99)} ms, max ${ms(1)} ms`,
    );
  });

  it('prints the memory and the stages of two hours of speech', async () => {
    const person = await welcomed(stack);
    const { samples, times } = TWO_HOURS;
    const recording = await spliced(samples, times);
    const peak = watchMemory(stack.app('transcription-worker').pid);
    await person.send('audio', [recording]);
    await person.hears('The transcript costs', 120_000);
    await person.press(/Transcribe for/);
    const begun = performance.now();
    await eventually(
      async () => {
        const rows = await stack.rows(
          `select 1 from transcripts t join users u on u.id = t.owner_id
           where u.telegram_id = $1 and t.status = 'ready'`,
          [person.id],
        );
        expect(rows).toHaveLength(1);
      },
      { timeoutMs: 300_000 },
    );
    const seconds = ((performance.now() - begun) / 1000).toFixed(1);
    const { own, child, sum } = peak();
    const megabytes = (recording.bytes.length / 1e6).toFixed(1);
    report(`two hours, ${megabytes} MB: ${seconds} s from the agreement to the text`);
    report(`worker: ${own} MB at most, an ffmpeg ${child} MB, together ${sum} MB`);
    await reportStages(person);
  });

  /** When the texts came that were asked for, in the order of their asking. */
  let replies: number[] = [];

  /** Open loop: the next note comes at its time, however the last one fared. @returns when each was sent */
  async function talk(people: Person[], seconds: number): Promise<number[]> {
    const { bytes, name } = voice('ru-short');
    const said = await texts();
    const asked: { at: number; person: number }[] = [];
    const sends: Promise<void>[] = [];
    const begun = Date.now();
    for (let index = 0; index < RATE * seconds; index++) {
      await delay(Math.max(0, begun + (index * 1000) / RATE - Date.now()));
      const person = people[index % people.length]!;
      asked.push({ at: Date.now(), person: person.id });
      // Behind the last page decoders see nothing; the same bytes would be known, and not heard again.
      const another = Buffer.concat([bytes, randomBytes(16)]);
      sends.push(person.send('voice', [{ bytes: another, name, type: 'audio/ogg' }]));
    }
    await Promise.all(sends);
    const all = await eventually(
      async () => {
        const now = await texts();
        if (now.length < said.length + asked.length) throw new Error('not all are there');
        return now;
      },
      { timeoutMs: 120_000 },
    );
    replies = inOrder(all.slice(said.length), asked);
    return asked.map(({ at }) => at);
  }

  const texts = () =>
    stack.rows<{ person: string; at: number }>(
      `select chat_id as person, extract(epoch from sent_at)::float * 1000 as at
       from outbound_messages where notice->>'kind' = 'transcript-ready' and sent_at is not null
       order by sent_at`,
    );

  async function reportStages(person: Person): Promise<void> {
    const [row] = await stack.rows<Record<string, number | string>>(
      `select t.id, extract(epoch from f.stored_at - f.created_at)::float * 1000 as fetching
       from transcripts t join users u on u.id = t.owner_id
         join incoming_files f on f.id = t.file_id where u.telegram_id = $1`,
      [person.id],
    );
    report(`gateway, from Telegram to the storage: ${Math.round(Number(row!['fetching']))} ms`);
    const lines = stack.app('transcription-worker').output.split('\n');
    for (const [stage, what] of Object.entries(STAGES)) {
      const times = lines
        .filter((line) => line.includes('job done') && line.includes(`"${stage}-${row!['id']}`))
        .map((line) => Number(/"ms":(\d+)/.exec(line)?.[1]))
        .sort((a, b) => a - b);
      report(
        `${what}: ${times.length} jobs, median ${median(times)} ms, at most ${times.at(-1)} ms`,
      );
    }
  }
});

/** The n-th text of a person belongs to their n-th note. */
function inOrder(
  texts: readonly { person: string; at: number }[],
  asked: readonly { person: number }[],
): number[] {
  const byPerson = new Map<number, number[]>();
  for (const { person, at } of texts)
    byPerson.set(Number(person), [...(byPerson.get(Number(person)) ?? []), at]);
  return asked.map(({ person }) => byPerson.get(person)?.shift() ?? Number.NaN);
}

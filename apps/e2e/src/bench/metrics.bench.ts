import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { eventually } from '@aisha/testing';
import { Counter, Histogram } from 'prom-client';
import { welcomed } from '../harness/journeys';
import type { Person } from '../harness/person';
import { APPS, Stack } from '../harness/stack';
import { median, report } from './figures';

const PEOPLE = 100;
const TEXTS_EACH = 5;
const UPDATES = PEOPLE * TEXTS_EACH;
/** Taken in turn with and without, so that a busy machine slows both. */
const ROUNDS = 5;
const SCRAPES = 20;
const CALLS = 100_000;
const RUNS = 15;
const OFF = `--import=${path.join(__dirname, 'metrics-off.mjs')}`;
/** The kernel's, in which /proc tells processor time. */
const TICKS_PER_SECOND = 100;

describe('the cost of metrics', () => {
  it('prints nanoseconds per count and per observation', () => {
    const [help, registers, buckets] = ['A metric', [], [0.01, 0.1, 1, 10, 60]];
    const counter = new Counter({ name: 'updates', help, registers, labelNames: ['outcome'] });
    const labelNames = ['queue'];
    const histogram = new Histogram({ name: 'waits', help, registers, buckets, labelNames });
    const bare = new Histogram({ name: 'times', help, registers, buckets });
    const calls = {
      'count with a label': () => counter.inc({ outcome: 'done' }),
      'observation with a label': () => histogram.observe({ queue: 'greet' }, 0.2),
      'observation without': () => bare.observe(0.2),
    };
    for (const [name, call] of Object.entries(calls)) {
      const times = Array.from({ length: RUNS }, () => nanosecondsEach(call));
      report(`${name}: median ${median(times).toFixed(0)} ns`);
    }
  });

  it('prints processor time per update with and without, and what a scrape takes', async () => {
    const [on, off] = [await talkers(), await talkers({ NODE_OPTIONS: OFF })];
    try {
      for (const each of [on, off]) await cpuPerUpdate(each); // warm
      expect(await handled(on.stack)).toBeGreaterThanOrEqual(UPDATES);
      expect(await handled(off.stack)).toBe(0);
      const [counted, silent]: [number[], number[]] = [[], []];
      for (let round = 0; round < ROUNDS; round += 1) {
        counted.push(await cpuPerUpdate(on));
        silent.push(await cpuPerUpdate(off));
      }
      const list = (values: number[]) => values.map((value) => value.toFixed(2)).join(' ');
      report(`gateway, processor ms per update with metrics: ${list(counted)}`);
      report(`gateway, processor ms per update without: ${list(silent)}`);
      report(`ratio of the medians: ${(median(counted) / median(silent)).toFixed(3)}`);
      for (const app of APPS) await scrapes(on.stack, app);
    } finally {
      await Promise.all([on.stack.close(), off.stack.close()]);
    }
  });
});

interface Talkers {
  stack: Stack;
  people: Person[];
}

async function talkers(overrides: Record<string, string> = {}): Promise<Talkers> {
  const stack = await Stack.start({ LOG_LEVEL: 'WARNING', ...overrides });
  const people: Person[] = [];
  while (people.length < PEOPLE) people.push(await welcomed(stack));
  return { stack, people };
}

/** Milliseconds that the gateway's process takes from a text to the end of its reply. */
async function cpuPerUpdate({ stack, people }: Talkers): Promise<number> {
  const { pid } = stack.app('bot-gateway');
  const [before, sent] = [await processorMs(pid), await sentBy(stack)];
  for (let text = 0; text < TEXTS_EACH; text += 1)
    await Promise.all(people.map((person) => person.say(`text ${text}`)));
  await eventually(async () => (await sentBy(stack)) >= sent + UPDATES, { timeoutMs: 60_000 });
  return ((await processorMs(pid)) - before) / UPDATES;
}

/** By the rows: a gateway without metrics does not count. */
async function sentBy(stack: Stack): Promise<number> {
  const [row] = await stack.rows<{ count: string }>(
    "select count(*) from outbound_messages where status = 'sent'",
  );
  return Number(row!.count);
}

async function processorMs(pid: number): Promise<number> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8');
  // The name in brackets may hold spaces; utime and stime are the 12th and 13th field after it.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return ((Number(fields[11]) + Number(fields[12])) * 1_000) / TICKS_PER_SECOND;
}

/** As /metrics tells it. */
async function handled(stack: Stack): Promise<number> {
  const text = await (await fetch(`${stack.address('bot-gateway')}/metrics`)).text();
  return Number(/^updates_handled_total\{outcome="done"\} (\d+)$/m.exec(text)?.[1] ?? 0);
}

async function scrapes(stack: Stack, app: string): Promise<void> {
  const times: number[] = [];
  let bytes = 0;
  while (times.length < SCRAPES) {
    const begun = performance.now();
    const answer = await fetch(`${stack.address(app)}/metrics`);
    bytes = (await answer.arrayBuffer()).byteLength;
    times.push(performance.now() - begun);
  }
  report(`scrape of ${app}: median ${median(times).toFixed(1)} ms, ${bytes} bytes`);
}

function nanosecondsEach(call: () => void): number {
  const begun = performance.now();
  for (let index = 0; index < CALLS; index += 1) call();
  return ((performance.now() - begun) * 1_000_000) / CALLS;
}

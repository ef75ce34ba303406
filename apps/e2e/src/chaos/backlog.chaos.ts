import { setTimeout as delay } from 'node:timers/promises';
import { eventually } from '@aisha/testing';
import { percentile, report } from '../bench/figures';
import { drain } from './chaos-run';
import { openScene } from './chaos-scene';
import { check, failuresIn } from './checker';
import type { Deed } from './crowd';
import { replyTimes } from './figures';
import { readHistory } from './history-reader';
import { askPostgres } from './scene';
import { Random } from './random';
import { printReport } from './report';

const BACKLOG = Number(process.env.CHAOS_BACKLOG ?? 100_000);
/** Fifty messages of each person wait, as after a night. */
const PEOPLE = Math.ceil(BACKLOG / 50);
const FRESH_PEOPLE = 100;
const FRESH_RATE = 20;
/** The stand-in takes so many by one request. */
const CHUNK = 5_000;
const PATIENCE_MS = 1_800_000;

describe('a backlog', () => {
  let opened: Awaited<ReturnType<typeof openScene>>;
  beforeAll(async () => {
    opened = await openScene({
      random: new Random(1),
      people: PEOPLE + FRESH_PEOPLE,
      ownServers: true,
      proxies: false,
      workers: false,
    });
  });
  afterAll(() => opened?.close());

  it(`of ${BACKLOG} updates is drained while fresh ones are served`, async () => {
    const { scene } = opened;
    const { stack, gateways, crowd } = scene;
    const old = scene.people.slice(0, PEOPLE);
    await ask(scene.people, scene.people.length, '/start');
    await drain(scene, PATIENCE_MS);
    await Promise.all(gateways.map((name) => stack.app(name).stop('SIGTERM')));
    await ask(old, BACKLOG, '/help');
    const before = crowd.asked.length;
    for (const name of gateways) stack.app(name).start();
    const begun = performance.now();
    const end = new AbortController();
    const fresh = askFreshly(end.signal);
    const received = eventually(
      async () => (await scene.standIn.state()).pendingUpdates < CHUNK / 50,
      {
        timeoutMs: PATIENCE_MS,
      },
    ).then(() => seconds(begun));
    const handled = await until('inbox_updates', `status = 'pending'`, begun);
    const replied = await until('outbound_messages', `status in ('pending', 'sending')`, begun);
    end.abort();
    await fresh;
    const drainSeconds = await drain(scene, PATIENCE_MS);
    const history = await readHistory(scene, [], 0);
    const findings = check(history);
    printReport(history, findings, drainSeconds);
    for (const [what, took] of [
      ['received', await received],
      ['handled', handled],
      ['replied to', replied],
    ] as const)
      report(
        `  backlog of ${BACKLOG}: ${what} after ${took.toFixed(1)} s, ${Math.round(BACKLOG / took)}/s (from the start of the processes)`,
      );
    const times = replyTimes({ ...history, asked: crowd.asked.slice(before) });
    report(
      `  fresh updates meanwhile: ${times.length}, p50 ${percentile(times, 0.5)} ms, p99 ${percentile(times, 0.99)} ms`,
    );
    expect(failuresIn(findings)).toEqual([]);
  });

  async function ask(people: number[], count: number, text: string): Promise<void> {
    const deeds = Array.from({ length: count }, (_, index): Deed => {
      return { what: 'command', chatId: people[index % people.length]!, text };
    });
    for (let from = 0; from < count; from += CHUNK)
      await opened.scene.crowd.act(deeds.slice(from, from + CHUNK));
  }

  async function askFreshly(end: AbortSignal): Promise<void> {
    const people = opened.scene.people.slice(PEOPLE);
    for (let turn = 0; !end.aborted; turn++) {
      const chatId = people[turn % people.length]!;
      await opened.scene.crowd.act([{ what: 'command', chatId, text: '/help' }]);
      await delay(1_000 / FRESH_RATE);
    }
  }

  /** All but what is fresh: seconds since then. */
  async function until(table: string, waits: string, begun: number): Promise<number> {
    const old = opened.scene.people.slice(0, PEOPLE).join(',');
    const sql = `select 1 from ${table} where ${waits} and chat_id in (${old}) limit 1`;
    const stored = `select count(*)::int as count from inbox_updates where chat_id in (${old})`;
    await eventually(
      async () => {
        await delay(250);
        const waiting = await askPostgres(opened.scene, sql);
        const [row] = await askPostgres<{ count: number }>(opened.scene, stored);
        return waiting.length === 0 && row!.count >= BACKLOG + PEOPLE;
      },
      { timeoutMs: PATIENCE_MS },
    );
    return seconds(begun);
  }
});

const seconds = (begun: number): number => (performance.now() - begun) / 1000;

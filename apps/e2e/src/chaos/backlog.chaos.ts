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
    const fromNight = crowd.asked.slice(-BACKLOG);
    for (const name of gateways) stack.app(name).start();
    const end = new AbortController();
    const fresh = askFreshly(end.signal);
    await served(old.join(','));
    end.abort();
    await fresh;
    const drainSeconds = await drain(scene, PATIENCE_MS);
    const history = await readHistory(scene, { faults: [], recordings: 0, unhealthy: [] });
    const findings = check(history);
    printReport(history, findings, drainSeconds);
    await printFigures(fromNight[0]!.updateId, fromNight.at(-1)!.updateId);
    const times = replyTimes({ ...history, asked: crowd.asked.slice(-(await fresh)) });
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

  /** @returns how many asked */
  async function askFreshly(end: AbortSignal): Promise<number> {
    const people = opened.scene.people.slice(PEOPLE);
    let turn = 0;
    for (; !end.aborted; turn++) {
      const chatId = people[turn % people.length]!;
      await opened.scene.crowd.act([{ what: 'command', chatId, text: '/help' }]);
      await delay(1_000 / FRESH_RATE);
    }
    return turn;
  }

  /** Until all that waited has its reply. */
  async function served(chats: string): Promise<void> {
    const left = `select exists (select from inbox_updates
        where status = 'pending' and chat_id in (${chats}))
      or exists (select from outbound_messages
        where status in ('pending', 'sending') and chat_id in (${chats})) as waits`;
    await eventually(
      async () => {
        await delay(500); // looking costs what it measures
        await opened.scene.standIn.readLog(); // it forgets old calls
        const { pendingUpdates } = await opened.scene.standIn.state();
        if (pendingUpdates > FRESH_PEOPLE) return false;
        const [row] = await askPostgres<{ waits: boolean }>(opened.scene, left);
        return !row!.waits;
      },
      { timeoutMs: PATIENCE_MS },
    );
  }

  /** By Postgres' clock, from the moment when the first update was stored. */
  async function printFigures(first: number, last: number): Promise<void> {
    const spans = `select extract(epoch from max(received_at) - min(received_at)) as received,
        extract(epoch from max(done_at) - min(received_at)) as handled,
        extract(epoch from max(m.sent_at) - min(received_at)) as replied
      from inbox_updates u
        join outbound_messages m on m.key = 'reply-' || u.bot_id || '-' || u.update_id || '-0'
      where u.update_id between ${first} and ${last}`;
    const [row] = await askPostgres<Record<string, string>>(opened.scene, spans);
    for (const [what, took] of Object.entries(row!))
      report(
        `  backlog of ${BACKLOG}: ${what} within ${Number(took).toFixed(1)} s, ${Math.round(BACKLOG / Number(took))}/s`,
      );
  }
});

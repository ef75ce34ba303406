import { setTimeout as delay } from 'node:timers/promises';
import { eventually } from '@aisha/testing';
import { report } from '../bench/figures';
import { APPS } from '../harness/stack';
import { type Fault, strike } from './faults/fault';
import type { FaultRecord, History } from './history';
import { readHistory } from './history-reader';
import type { OpenOrder } from './crowd';
import { AFTERMATH_MS } from './figures';
import { Load } from './load';
import { openRows } from './open-rows';
import { Recorders } from './recorders';
import { printFault } from './report';
import { schedule } from './schedule';
import type { Scene } from './scene';

/** Streams of chance: the schedule and each of its faults come out the same however fast the load runs. */
const LOAD = 0;
const SCHEDULE = 1;
const FIRST_FAULT = 2;

export interface ChaosPlan {
  seconds: number;
  /** Updates, purchases and recordings a second. */
  rate: number;
  purchases: number;
  recordings: number;
  faults: readonly Fault[];
  everySeconds: number;
  /** How long all that was asked may take to end when the faults are over. */
  drainMs: number;
}

/** What a run brought, and how many seconds it took from the end of the load until nothing waited. */
export interface ChaosOutcome {
  history: History;
  drainSeconds: number;
}

/** Load and faults side by side, then peace until nothing waits any more. */
export async function runChaos(
  scene: Scene,
  plan: ChaosPlan,
  orders: OpenOrder[],
): Promise<ChaosOutcome> {
  const end = new AbortController();
  const { crowd, people, random } = scene;
  const load = new Load(crowd, random.stream(LOAD), { ...plan, people, orders });
  const recorders = new Recorders(scene, plan.recordings);
  const background = Promise.all([
    load.run(end.signal),
    recorders.run(end.signal),
    readAll(scene, end.signal),
  ]);
  // The load goes on until all faults of the plan can no longer be felt.
  const struck = Promise.all([strikeAll(scene, plan), delay(plan.seconds * 1_000)]);
  const [faults] = await Promise.race([struck, background.then(() => struck)]).finally(() =>
    end.abort(),
  );
  await background;
  const unhealthy = await heal(scene);
  const drainSeconds = await drain(scene, plan.drainMs);
  const history = await readHistory(scene, { faults, recordings: recorders.sent, unhealthy });
  return { history, drainSeconds };
}

/** Each fault at its time, or when the one before is over. */
async function strikeAll(
  scene: Scene,
  { seconds, faults, everySeconds }: ChaosPlan,
): Promise<FaultRecord[]> {
  const begun = performance.now();
  const struck: FaultRecord[] = [];
  const deck = schedule(faults, scene.random.stream(SCHEDULE));
  for (let at = everySeconds; at < seconds; at += everySeconds) {
    await delay(Math.max(0, begun + at * 1_000 - performance.now()));
    const random = scene.random.stream(FIRST_FAULT + struck.length);
    const record = await strike(deck.next().value, { ...scene, random });
    printFault(record);
    struck.push(record);
  }
  await delay(AFTERMATH_MS);
  return struck;
}

/** The stand-in forgets old calls, so they are fetched as they come. */
async function readAll({ standIn }: Scene, end: AbortSignal): Promise<void> {
  while (!end.aborted) {
    await standIn.readLog();
    await delay(1_000, undefined, { signal: end }).catch(() => undefined);
  }
}

/** @returns what is not well although nothing stands in its way any more */
async function heal({ stack, wires, gateways }: Scene): Promise<string[]> {
  wires.healAll();
  await stack.clearFaults();
  const names = new Set([...APPS, ...gateways]);
  const health = await Promise.allSettled([...names].map((name) => stack.healthy(name)));
  return health.flatMap((one) => (one.status === 'rejected' ? [String(one.reason)] : []));
}

/** A row that is left shows in the counts, so the end of the patience is no error here. @returns seconds */
export async function drain(scene: Scene, timeoutMs: number): Promise<number> {
  const begun = performance.now();
  let last = 'nothing';
  const nothingWaits = async () => {
    const { pendingUpdates } = await scene.standIn.state();
    const open = Object.entries(await openRows(scene)).filter(([, count]) => count > 0);
    if (open.length > 0) last = open.map(([what, count]) => `${count} ${what}`).join(', ');
    return pendingUpdates === 0 && open.length === 0;
  };
  await eventually(nothingWaits, { timeoutMs }).catch(() => undefined);
  report(`  what waited longest: ${last}`);
  return (performance.now() - begun) / 1000;
}

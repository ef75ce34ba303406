import { setTimeout as delay } from 'node:timers/promises';
import { eventually } from '@aisha/testing';
import { type Fault, strike } from './faults/fault';
import type { FaultRecord, History } from './history';
import { readHistory } from './history-reader';
import { Load } from './load';
import { openRows } from './open-rows';
import { printFault } from './report';
import { schedule } from './schedule';
import type { Scene } from './scene';

export interface ChaosPlan {
  seconds: number;
  /** Updates and purchases a second. */
  rate: number;
  purchases: number;
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
  buyers: number[],
): Promise<ChaosOutcome> {
  const end = new AbortController();
  const load = new Load(scene.crowd, scene.random, { ...plan, people: scene.people, buyers });
  const striking = strikeAll(scene, plan, end.signal);
  const reading = readAll(scene, end.signal);
  const faults = await Promise.all([load.run(plan.seconds, end.signal), striking])
    .then(([, struck]) => struck)
    .finally(() => end.abort());
  await reading;
  await heal(scene);
  const begun = performance.now();
  await drain(scene, plan.drainMs);
  const drainSeconds = (performance.now() - begun) / 1000;
  return { history: await readHistory(scene, faults, 0), drainSeconds };
}

/** Each fault at its time, or when the one before is over. */
async function strikeAll(
  scene: Scene,
  { seconds, faults, everySeconds }: ChaosPlan,
  end: AbortSignal,
): Promise<FaultRecord[]> {
  const begun = performance.now();
  const struck: FaultRecord[] = [];
  const deck = schedule(faults, scene.random);
  for (let at = everySeconds; at < seconds && !end.aborted; at += everySeconds) {
    const passed = (performance.now() - begun) / 1000;
    if (passed > seconds) break;
    await delay(Math.max(0, (at - passed) * 1000));
    const record = await strike(deck.next().value, scene);
    printFault(record);
    struck.push(record);
  }
  return struck;
}

/** The stand-in forgets old calls, so they are fetched as they come. */
async function readAll({ standIn }: Scene, end: AbortSignal): Promise<void> {
  while (!end.aborted) {
    await standIn.readLog();
    await delay(1_000, undefined, { signal: end }).catch(() => undefined);
  }
}

async function heal({ stack, wires, gateways }: Scene): Promise<void> {
  wires.healAll();
  await stack.clearFaults();
  for (const name of gateways) await stack.healthy(name);
}

/** A row that is left shows in the counts, so the end of the patience is no error here. */
async function drain(scene: Scene, timeoutMs: number): Promise<void> {
  const nothingWaits = async () => {
    const { pendingUpdates } = await scene.standIn.state();
    const open = Object.values(await openRows(scene));
    return pendingUpdates === 0 && open.every((count) => count === 0);
  };
  await eventually(nothingWaits, { timeoutMs }).catch(() => undefined);
}

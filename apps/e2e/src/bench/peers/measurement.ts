import { setTimeout as delay } from 'node:timers/promises';
import { eventually } from '@aisha/testing';
import type { Contender, ReadyBot } from './contender';
import type { CpuMeter, CpuUse } from './cpu-meter';
import { memoryOf } from './cpu-time';
import type { PinnedProcess } from './pinned-process';
import { SETTINGS } from './settings';
import type { LoadPlan, Outcome, StandIn } from './stand-in';

const { people } = SETTINGS;
/** A bot that has not answered by then will not. */
const START_MS = 30_000;
const PATIENCE_MS = 15_000;
const SETTLE_MS = 500;
/** Lets the compiler see the code and the pools open their connections. */
const WARM_UP = { count: 3_000, withdrawAfterMs: 2_000, patienceMs: PATIENCE_MS };

/** A load and who used how much processor for it. */
export type Played = Outcome & { cpu: CpuUse };

export interface Figures {
  coldStartMs: number;
  idleMb: number;
  peakMb: number;
  drain: Played;
  /** By updates a second; absent where the contender cannot keep up with them. */
  paced: Map<number, Played>;
}

/** The bot ended instead of answering, as ours does in a mode that it does not have. */
export class DidNotStart extends Error {}

/** Starts a contender, measures it and stops it. */
export async function measure(
  contender: Contender,
  standIn: StandIn,
  meter: CpuMeter,
): Promise<Figures> {
  const bot = await contender.prepare();
  await standIn.reset(bot.origins);
  const firstWords = standIn.play({
    count: 2,
    people,
    text: 'talk',
    patienceMs: START_MS,
    learn: true,
  });
  const processes = bot.start();
  try {
    const { answered, firstReplyAt } = await answers(firstWords, processes);
    if (answered < 2) throw new DidNotStart(processes.map(({ lastWords }) => lastWords).join('\n'));
    const coldStartMs = firstReplyAt - processes[0]!.startedAt;
    await healthy(bot);
    await delay(SETTLE_MS);
    const idleMb = residentOf(processes, 'now');
    const figures = await loads(contender, processes, standIn, meter);
    return { coldStartMs, idleMb, ...figures, peakMb: residentOf(processes, 'peak') };
  } finally {
    await Promise.all(processes.map((one) => one.stop()));
    await bot.close();
  }
}

async function loads(
  { drainOnly }: Contender,
  processes: PinnedProcess[],
  standIn: StandIn,
  meter: CpuMeter,
) {
  const pids = processes.map(({ pid }) => pid);
  const play = async (plan: Omit<LoadPlan, 'people' | 'text'>): Promise<Played> => {
    const { result, cpu } = await meter.during(pids, () =>
      standIn.play({ ...plan, people, text: 'talk' }),
    );
    return { ...result, cpu };
  };
  await play(WARM_UP);
  const { backlog, drainMs: withdrawAfterMs, rates, seconds } = SETTINGS;
  const drain = await play({ count: backlog, withdrawAfterMs, patienceMs: PATIENCE_MS });
  const paced = new Map<number, Played>();
  for (const rate of drainOnly ? [] : rates) {
    if (drain.answered / drain.seconds < rate) continue;
    paced.set(rate, await play({ count: rate * seconds, rate, patienceMs: PATIENCE_MS }));
  }
  return { drain, paced };
}

async function answers(firstWords: Promise<Outcome>, processes: PinnedProcess[]): Promise<Outcome> {
  const ended = processes.map(
    ({ child }) => new Promise<never>((_, reject) => child.once('exit', () => reject(gone()))),
  );
  const gone = () => new DidNotStart(processes.map(({ lastWords }) => lastWords.trim()).join('\n'));
  return Promise.race([firstWords, ...ended]);
}

async function healthy({ health = [] }: ReadyBot): Promise<void> {
  await eventually(
    async () => {
      const answers = await Promise.all(health.map((url) => fetch(url)));
      return answers.every(({ ok }) => ok);
    },
    { timeoutMs: START_MS },
  );
}

const residentOf = (processes: PinnedProcess[], when: 'now' | 'peak'): number =>
  Math.max(...processes.map(({ pid }) => memoryOf(pid)[when]));

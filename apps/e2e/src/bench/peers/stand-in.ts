import { once } from 'node:events';
import path from 'node:path';
import { PinnedProcess } from './pinned-process';

/** What the stand-in is to do to the bot; times are in milliseconds. */
export interface LoadPlan {
  count: number;
  /** Updates a second; absent: all at once. */
  rate?: number;
  people: number;
  text: 'start' | 'talk';
  withdrawAfterMs?: number;
  patienceMs: number;
  learn?: boolean;
}

export interface Outcome {
  offered: number;
  answered: number;
  doubled: number;
  outOfOrder: number;
  /** Replies that nobody expects from this bot, with their counts. */
  strange: [text: string, count: number][];
  seconds: number;
  /** Milliseconds of the epoch. */
  firstReplyAt: number;
  /** Latencies in milliseconds, from the moment when an update was due; null: no reply. */
  p50: number | null;
  p99: number | null;
  max: number | null;
  /** The stand-in's own processor time. */
  cpuMicros: number;
  pushesRefused: number;
}

interface Answer {
  id?: number;
  port?: number;
  result?: unknown;
  error?: string;
}

/** The Telegram stand-in of the bench, a process of its own on core 0. */
export class StandIn {
  private orders = 0;
  private constructor(
    private readonly process: PinnedProcess,
    readonly url: string,
  ) {}

  static async start(logFile: string): Promise<StandIn> {
    const script = path.resolve(__dirname, '../stand-in/main.mjs');
    const started = new PinnedProcess({ script, env: {}, cores: '0', logFile, ipc: true });
    const [{ port }] = (await once(started.child, 'message')) as [Answer];
    return new StandIn(started, `http://127.0.0.1:${port}`);
  }

  get pid(): number {
    return this.process.pid;
  }

  /** @param origins who takes webhook pushes in turn; absent: the address that the bot sets */
  async reset(origins?: string[]): Promise<void> {
    await this.order('reset', { origins });
  }

  play(plan: LoadPlan): Promise<Outcome> {
    return this.order('play', plan) as Promise<Outcome>;
  }

  stop(): Promise<void> {
    return this.process.stop();
  }

  private order(order: string, given: object): Promise<unknown> {
    const id = ++this.orders;
    const { child } = this.process;
    return new Promise((resolve, reject) => {
      const listen = (answer: Answer) => {
        if (answer.id !== id) return;
        child.off('message', listen);
        if (answer.error) reject(new Error(answer.error));
        else resolve(answer.result);
      };
      child.on('message', listen);
      child.send({ ...given, id, order });
    });
  }
}

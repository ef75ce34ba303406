import { setTimeout as delay } from 'node:timers/promises';

/** What is known of a request that was answered. */
interface Answered {
  status: number;
  /** From the call to the last byte. */
  ms: number;
}

/** How often what has become due is sent, in ms. */
const TICK_MS = 10;

export interface LoadReport {
  sent: number;
  /** Why each request that was not answered as expected was lost. */
  lost: string[];
  slowestMs: number;
}

/** Requests at a steady pace, however long the answers take. */
export class SteadyLoad {
  private readonly stop = new AbortController();
  private readonly times: number[] = [];
  private readonly lost: string[] = [];
  private readonly open = new Set<Promise<void>>();
  private readonly sending: Promise<void>;
  private sent = 0;

  /**
   * @param rate requests a second
   * @param expected the status that a request is answered with, unless it was lost
   */
  constructor(
    private readonly rate: number,
    private readonly send: (number: number) => Promise<Answered>,
    private readonly expected = 200,
  ) {
    this.sending = this.run();
  }

  /** How many were answered so far. */
  get answered(): number {
    return this.times.length;
  }

  /** Waits for all answers. */
  async end(): Promise<LoadReport> {
    this.stop.abort();
    await this.sending;
    await Promise.all(this.open);
    return { sent: this.sent, lost: this.lost, slowestMs: Math.max(...this.times) };
  }

  private async run(): Promise<void> {
    const begun = performance.now();
    while (!this.stop.signal.aborted) {
      const due = ((performance.now() - begun) / 1000) * this.rate;
      while (this.sent < due) this.sendOne();
      await delay(TICK_MS);
    }
  }

  private sendOne(): void {
    const number = this.sent++;
    const one = this.send(number).then(
      ({ status, ms }) => {
        this.times.push(ms);
        if (status !== this.expected) this.lost.push(`${number}: ${status}`);
      },
      (error: unknown) => void this.lost.push(`${number}: ${String(error)}`),
    );
    this.open.add(one);
    void one.finally(() => this.open.delete(one));
  }
}

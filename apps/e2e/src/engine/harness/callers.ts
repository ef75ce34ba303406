import { setTimeout as delay } from 'node:timers/promises';
import { Agent, request } from 'undici';

const EACH_MS = 100;
const LONGEST_MS = 30_000;

/**
 * A stranger who calls our callback address at a steady pace, by connections of its own. Its callbacks are forged:
 * only the app itself answers those with 401, so every other answer is one that a true callback would have got
 * instead of being stored.
 */
export class Callers {
  private readonly stop = new AbortController();
  /** Trial certificates are of our own making. */
  private readonly agent = new Agent({ connect: { rejectUnauthorized: false } });
  private readonly calls: Promise<void>[] = [];
  private readonly failed: string[] = [];
  private slowestMs = 0;
  private calling: Promise<void> = Promise.resolve();

  private constructor(private readonly address: string) {}

  static of(address: string): Callers {
    return new Callers(address);
  }

  begin(): this {
    this.calling = this.call();
    return this;
  }

  async end(): Promise<{ count: number; failed: string[]; slowestMs: number }> {
    this.stop.abort();
    await this.calling;
    await Promise.all(this.calls);
    await this.agent.close();
    return { count: this.calls.length, failed: this.failed, slowestMs: Math.round(this.slowestMs) };
  }

  private async call(): Promise<void> {
    while (!this.stop.signal.aborted) {
      this.calls.push(this.one());
      await delay(EACH_MS, undefined, { signal: this.stop.signal }).catch(() => undefined);
    }
  }

  private async one(): Promise<void> {
    const begun = performance.now();
    try {
      const { statusCode, body } = await request(`${this.address}/webhooks/fal?job=forged`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: '{"request_id":"forged","status":"OK"}',
        dispatcher: this.agent,
        headersTimeout: LONGEST_MS,
        bodyTimeout: LONGEST_MS,
      });
      const text = await body.text();
      if (statusCode !== 401) this.failed.push(`${statusCode} ${text.slice(0, 200)}`);
    } catch (error) {
      this.failed.push((error as Error).message);
    }
    this.slowestMs = Math.max(this.slowestMs, performance.now() - begun);
  }
}

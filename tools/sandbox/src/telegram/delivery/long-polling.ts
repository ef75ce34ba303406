import { setTimeout as wait } from 'node:timers/promises';
import { conflict, type BotApiError } from '../bot-api.error';
import type { Update } from '../wire.types';
import type { World } from '../world/world';

const MAX_LIMIT = 100;
const MAX_TIMEOUT_SECONDS = 50;
// Telegram answers a second conflict within 3 s only after 3 s, and slows a poller that asks for the same again.
const CONFLICT_PAUSE_MS = 3000;
const SAME_OFFSET_MS = 3000;
const SPINNING_MS = 500;

/** The parameters of getUpdates; the timeout is in seconds. */
export interface PollRequest {
  offset: number;
  limit: number;
  timeout: number;
}

interface WaitingPoll {
  limit: number;
  finish: (outcome: Update[] | BotApiError) => void;
}

/** getUpdates: hands the queue to one poller at a time; a newer poll ends the one that waits. */
export class LongPolling {
  private waiting: WaitingPoll | undefined;
  private nextConflictAt = 0;
  /** How often a poll came while another one waited, and how often 409 was answered. */
  readonly counts = { overlaps: 0, conflicts: 0 };
  private previous = { offset: Number.NaN, at: 0 };

  constructor(private readonly world: World) {
    world.updates.onArrival(() => setImmediate(() => this.serve()));
  }

  /** True while a poll waits for something to happen. */
  get isWaiting() {
    return this.waiting !== undefined;
  }

  /** The updates from `offset` on, as soon as there are some. Throws 409 when it has to give way. */
  async poll(request: PollRequest, signal: AbortSignal): Promise<Update[]> {
    if (this.waiting) this.counts.overlaps++;
    this.makeWay(
      'terminated by other getUpdates request; make sure that only one bot instance is running',
    );
    const { offset, limit, timeout } = this.slowDown(clamp(request));
    this.confirm(offset);
    const updates = this.take(limit);
    return updates.length > 0 || timeout === 0 ? updates : this.await(limit, timeout, signal);
  }

  /** Ends the poll that waits, if there is one. */
  makeWay(reason: string) {
    const { waiting } = this;
    this.waiting = undefined;
    waiting?.finish(conflict(reason));
  }

  /** Refuses with 409; a repeated one waits, as Telegram's does. */
  async refuse(error: BotApiError): Promise<never> {
    const pause = Date.now() < this.nextConflictAt ? CONFLICT_PAUSE_MS : 0;
    this.counts.conflicts++;
    if (pause === 0) this.nextConflictAt = Date.now() + CONFLICT_PAUSE_MS;
    await wait(pause, undefined, { ref: false });
    throw error;
  }

  private slowDown(request: PollRequest): PollRequest {
    const elapsed =
      request.offset === this.previous.offset ? Date.now() - this.previous.at : Infinity;
    this.previous = { offset: request.offset, at: Date.now() };
    const isImpatient = elapsed < SAME_OFFSET_MS && request.timeout < SAME_OFFSET_MS / 1000;
    return {
      ...request,
      timeout: isImpatient ? SAME_OFFSET_MS / 1000 : request.timeout,
      limit: elapsed < SPINNING_MS ? 1 : request.limit,
    };
  }

  private confirm(offset: number) {
    if (offset > 0) this.world.updates.confirmBelow(offset);
    if (offset < 0) this.world.updates.keepLast(-offset);
  }

  private take(limit: number): Update[] {
    const taken = this.world.updates.peek(limit);
    this.world.updates.markDelivered(taken);
    return taken.map(({ update }) => update);
  }

  private async await(limit: number, timeout: number, signal: AbortSignal) {
    const outcome = await new Promise<Update[] | BotApiError>((finish) => {
      const poll: WaitingPoll = { limit, finish };
      const leave = () => this.leave(poll);
      setTimeout(leave, timeout * 1000).unref();
      signal.addEventListener('abort', leave, { once: true });
      this.waiting = poll;
    });
    return Array.isArray(outcome) ? outcome : this.refuse(outcome);
  }

  private leave(poll: WaitingPoll) {
    if (this.waiting === poll) this.waiting = undefined;
    poll.finish([]);
  }

  private serve() {
    if (!this.waiting) return;
    const updates = this.take(this.waiting.limit);
    if (updates.length === 0) return;
    const { finish } = this.waiting;
    this.waiting = undefined;
    finish(updates);
  }
}

const clamp = ({ offset, limit, timeout }: PollRequest): PollRequest => ({
  offset,
  limit: Math.min(MAX_LIMIT, Math.max(1, limit)),
  timeout: Math.min(MAX_TIMEOUT_SECONDS, Math.max(0, timeout)),
});

import { EventEmitter } from 'node:events';
import type { UpdateContent } from '../wire.types';
import type { PendingUpdate, Recorder } from './change.types';
import type { WorldCounters } from './counters';

const DAY_SECONDS = 86_400;
// How long Telegram's server keeps an update that nobody fetched.
const ttlSeconds: { [type in keyof Required<UpdateContent>]: number } = {
  message: DAY_SECONDS,
  my_chat_member: DAY_SECONDS,
  callback_query: 150,
  pre_checkout_query: 150,
};
const REMEMBERED = 5000;

/** The updates that the bot did not confirm yet, by ascending id. */
export class UpdateQueue {
  private pending: PendingUpdate[] = [];
  private repeats: PendingUpdate[] = [];
  private allowedTypes: string[] = [];
  private readonly delivered = new Map<number, PendingUpdate>();
  private readonly arrivals = new EventEmitter().setMaxListeners(0);

  constructor(
    private readonly counters: WorldCounters,
    private readonly record: Recorder,
  ) {}

  get size() {
    return this.pending.length;
  }

  get allowed(): readonly string[] {
    return this.allowedTypes;
  }

  /** Types of the updates that are kept from now on; empty means all. */
  allow(types: string[]) {
    this.allowedTypes = types;
    this.record({ kind: 'allowed-updates', types });
  }

  onArrival(listener: () => void) {
    this.arrivals.on('arrival', listener);
    return () => this.arrivals.off('arrival', listener);
  }

  push(content: UpdateContent, orderKey: string) {
    const [type] = Object.keys(content) as (keyof UpdateContent)[];
    if (!type || (this.allowedTypes.length > 0 && !this.allowedTypes.includes(type))) return;
    const update = { update_id: this.counters.next('updateId'), ...content };
    const pending = { update, orderKey, expiresAt: Date.now() + ttlSeconds[type] * 1000 };
    this.pending.push(pending);
    this.record({ kind: 'update', pending });
    this.arrivals.emit('arrival');
  }

  /** The oldest updates that are still alive, repeats first: so the last one has the highest id. */
  peek(limit: number): PendingUpdate[] {
    this.forget((pending) => pending.expiresAt <= Date.now());
    return [...this.repeats, ...this.pending].slice(0, limit);
  }

  /** Notes that the bot has seen these; what was only a repeat is gone with it. */
  markDelivered(seen: PendingUpdate[]) {
    for (const pending of seen) this.delivered.set(pending.update.update_id, pending);
    this.repeats = this.repeats.filter((repeat) => !seen.includes(repeat));
    for (const id of this.delivered.keys()) {
      if (this.delivered.size <= REMEMBERED) break;
      this.delivered.delete(id);
    }
  }

  confirmBelow(updateId: number) {
    this.forget(({ update }) => update.update_id < updateId);
  }

  confirm(updateIds: ReadonlySet<number>) {
    this.forget(({ update }) => updateIds.has(update.update_id));
  }

  keepLast(count: number) {
    this.confirm(new Set(this.pending.slice(0, -count).map(({ update }) => update.update_id)));
  }

  clear() {
    this.repeats = [];
    this.forget(() => true);
  }

  /** Gives an update out once more under its old id. False when it was never delivered. */
  redeliver(updateId: number) {
    const known = this.delivered.get(updateId);
    if (!known) return false;
    this.repeats.push({ ...known });
    this.arrivals.emit('arrival');
    return true;
  }

  restore(pending: PendingUpdate) {
    this.counters.seen('updateId', pending.update.update_id);
    this.pending.push(pending);
  }

  restoreConfirmation(updateIds: number[]) {
    const gone = new Set(updateIds);
    this.pending = this.pending.filter(({ update }) => !gone.has(update.update_id));
  }

  restoreAllowed(types: string[]) {
    this.allowedTypes = types;
  }

  *snapshot() {
    yield { kind: 'allowed-updates', types: this.allowedTypes } as const;
    for (const pending of this.pending) yield { kind: 'update', pending } as const;
  }

  private forget(isGone: (pending: PendingUpdate) => boolean) {
    if (!this.pending.some(isGone)) return;
    // One pass: a backlog of a whole night is confirmed in a thousand steps.
    const kept: PendingUpdate[] = [];
    const updateIds: number[] = [];
    for (const one of this.pending)
      if (isGone(one)) updateIds.push(one.update.update_id);
      else kept.push(one);
    this.pending = kept;
    this.record({ kind: 'confirmation', updateIds });
  }
}

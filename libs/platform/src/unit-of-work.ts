import { AsyncLocalStorage } from 'node:async_hooks';
import { underThisTrace } from './logging/trace';

interface UnitOfWork {
  readonly memory: Map<object, unknown>;
  readonly beforeCommit: (() => Promise<void>)[];
  readonly afterCommit: (() => Promise<void>)[];
}
const storage = new AsyncLocalStorage<UnitOfWork>();

/**
 * What `owner` remembers within the surrounding transaction, made at first use; undefined where there is none.
 * For rows read ahead, and for writes that are gathered and made in one statement before the commit.
 */
export function unitMemory<Value>(owner: object, make: () => Value): Value | undefined {
  const unit = storage.getStore();
  if (!unit) return undefined;
  if (!unit.memory.has(owner)) unit.memory.set(owner, make());
  return unit.memory.get(owner) as Value;
}

/** Runs `step` as the last part of the surrounding transaction, which fails with it. */
export function beforeCommit(step: () => Promise<void>): void {
  const unit = storage.getStore();
  if (!unit) throw new Error('there is no transaction whose end could be waited for');
  unit.beforeCommit.push(step);
}

/**
 * Runs `step` once the surrounding transaction is committed, or at once where there is none.
 * A step must not throw: what it does is a reminder, which a sweep makes good when it is lost. It stays under the trace
 * of who left it, though a transaction may serve many.
 */
export async function afterCommit(step: () => Promise<void>): Promise<void> {
  const unit = storage.getStore();
  if (unit) unit.afterCommit.push(underThisTrace(step));
  else await step();
}

/**
 * Runs `work`, which commits before it resolves, then the steps that it left for after the commit.
 * `work` calls `flush` as its last act before the commit.
 */
export async function runUnitOfWork<Result>(
  work: (flush: () => Promise<void>) => Promise<Result>,
): Promise<Result> {
  const unit: UnitOfWork = { memory: new Map(), beforeCommit: [], afterCommit: [] };
  const flush = async () => {
    for (let step; (step = unit.beforeCommit.shift());) await step();
  };
  const result = await storage.run(unit, () => work(flush));
  await storage.exit(() => Promise.all(unit.afterCommit.map((step) => step())));
  return result;
}

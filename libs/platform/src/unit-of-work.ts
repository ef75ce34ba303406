import { AsyncLocalStorage } from 'node:async_hooks';

interface UnitOfWork {
  readonly afterCommit: (() => Promise<void>)[];
}
const storage = new AsyncLocalStorage<UnitOfWork>();

/**
 * Runs `step` once the surrounding transaction is committed, or at once where there is none.
 * A step must not throw: what it does is a reminder, which a sweep makes good when it is lost.
 */
export async function afterCommit(step: () => Promise<void>): Promise<void> {
  const unit = storage.getStore();
  if (unit) unit.afterCommit.push(step);
  else await step();
}

/** Runs `work`, which commits before it resolves, then the steps that it left for after the commit. */
export async function runUnitOfWork<Result>(work: () => Promise<Result>): Promise<Result> {
  const unit: UnitOfWork = { afterCommit: [] };
  const result = await storage.run(unit, work);
  await storage.exit(() => Promise.all(unit.afterCommit.map((step) => step())));
  return result;
}

import type { AsyncCommand } from 'fast-check';
import type { WorkBench } from './work-bench.fixture';
import type { WorkModel } from './work-model.fixture';

/** One piece of work on the bench. */
export interface Subject {
  readonly bench: WorkBench;
  readonly id: string;
}
export type WorkCommand = AsyncCommand<WorkModel, Subject>;

export const hasJob = ({ job }: Readonly<WorkModel>) => job !== undefined;
export const job = ({ bench, id }: Subject) => bench.takenOf(id)[0]!;

/** The truth is as foretold, and what must always hold does. */
export async function expectSeen(model: WorkModel, { bench, id }: Subject): Promise<void> {
  const { isSettled, failure, ...seen } = await bench.see(id);
  const { failure: foretold, ...expected } = model.seen;
  expect(seen).toEqual(expected);
  expect(isSettled).toBe(model.isSettled);
  if (isSettled) expect(failure).toBe(foretold);
  expect(bench.takenOf(id).length).toBe(model.job ? 1 : 0);
  expect(seen.delivered).toBe(seen.status === 'succeeded' ? 1 : 0);
  if (isSettled) expect(seen.hold).not.toBe('held');
  if (seen.status === 'failed') expect(seen.hold).toBe('released');
}

import type { JobContract } from '@aisha/contracts';
import * as contracts from '@aisha/contracts';

/** Every queue of the product: each contract of a job names one, and none can be forgotten here. */
export const knownQueues = (): string[] =>
  Object.values<unknown>(contracts)
    .filter(isJob)
    .map(({ queue }) => queue)
    .sort();

const isJob = (contract: unknown): contract is JobContract<unknown> =>
  typeof contract === 'object' &&
  contract !== null &&
  'queue' in contract &&
  'backoffMs' in contract;

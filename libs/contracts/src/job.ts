import type { z } from 'zod';

/** What a producer and a processor of one kind of background work agree on. */
export interface JobContract<Payload> {
  /** BullMQ queue, one per kind of work. Renaming it strands the jobs in it. */
  readonly queue: string;
  /** Ids only: the worker reads the row and so sees today's truth. */
  readonly payload: z.ZodType<Payload>;
  /** Same key, same work: a second enqueue while the first is alive does nothing. No `:`, not only digits. */
  key(payload: Payload): string;
  /** Tries in all. */
  readonly attempts: number;
  /** Wait before the second try, in milliseconds; doubles from then on. */
  readonly backoffMs: number;
}

/** Declares a job; keeps the payload's type. */
export const defineJob = <Payload>(contract: JobContract<Payload>): JobContract<Payload> =>
  contract;

/** The payload that a contract carries. */
export type PayloadOf<Contract> = Contract extends JobContract<infer Payload> ? Payload : never;

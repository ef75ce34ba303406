import { AsyncLocalStorage } from 'node:async_hooks';
import { randomBytes } from 'node:crypto';

/** What the work in hand belongs to. */
export interface Trace {
  readonly id: string;
  /** The span that new ones begin under, 16 hex digits. */
  readonly spanId?: string;
}

const storage = new AsyncLocalStorage<Trace>();

/** A new trace id: 32 hex digits, the shape of a W3C trace id. */
export const newTraceId = (): string => randomBytes(16).toString('hex');

/** The id that ties together all that one update caused, across processes. */
export const currentTraceId = (): string | undefined => storage.getStore()?.id;

/** The trace and the span in it that the work in hand belongs to. */
export const currentTrace = (): Trace | undefined => storage.getStore();

/**
 * Runs a piece of work under a trace; every log line, row and job made inside carries its id.
 * @param spanId the span that asked for the work, where that is known
 */
export const runWithTrace = <Result>(
  traceId: string,
  work: () => Result,
  spanId?: string,
): Result => storage.run({ id: traceId, spanId }, work);

/** The same step, under the trace of now whenever it runs: later it may be under another's, or none. */
export function underThisTrace<Result>(step: () => Result): () => Result {
  const trace = storage.getStore();
  return trace ? () => storage.run(trace, step) : step;
}

import { AsyncLocalStorage } from 'node:async_hooks';
import { randomBytes } from 'node:crypto';

const storage = new AsyncLocalStorage<string>();

/** A new trace id: 32 hex digits, the shape of a W3C trace id. */
export const newTraceId = (): string => randomBytes(16).toString('hex');

/** The id that ties together all that one update caused, across processes. */
export const currentTraceId = (): string | undefined => storage.getStore();

/** Runs a piece of work under a trace; every log line, row and job made inside carries its id. */
export const runWithTrace = <Result>(traceId: string, work: () => Result): Result =>
  storage.run(traceId, work);

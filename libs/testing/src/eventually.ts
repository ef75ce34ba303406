import { setTimeout as delay } from 'node:timers/promises';

export interface EventuallyOptions {
  /** 5 s where not said. */
  readonly timeoutMs?: number;
}

/**
 * Asks again and again until `condition` neither throws nor answers false, and returns its answer.
 * Rejects with the last failure as its cause when the time is over.
 */
export async function eventually<Result>(
  condition: () => Result | Promise<Result>,
  { timeoutMs = 5_000 }: EventuallyOptions = {},
): Promise<Result> {
  const deadline = performance.now() + timeoutMs;
  for (;;) {
    const attempt = await tryOnce(condition);
    if ('result' in attempt) return attempt.result;
    if (performance.now() > deadline) throw tooLate(timeoutMs, attempt.failure);
    await delay(20);
  }
}

async function tryOnce<Result>(
  condition: () => Result | Promise<Result>,
): Promise<{ result: Result } | { failure: unknown }> {
  try {
    const result = await condition();
    return result === false ? { failure: new Error('the condition is false') } : { result };
  } catch (failure) {
    return { failure };
  }
}

function tooLate(timeoutMs: number, failure: unknown): Error {
  const last = failure instanceof Error ? failure.message : String(failure);
  return new Error(`Not so within ${timeoutMs} ms; at last: ${last}`, { cause: failure });
}

import { setTimeout as wait } from 'node:timers/promises';
import { errorOf, type FaultAction } from './faults';

/** Thrown when the caller's connection shall break instead of bringing an answer. */
export class BrokenConnection extends Error {}

/** Carries out the work as the fault tells: late, never, or without an answer. */
export async function ordered<T>(
  fault: FaultAction | undefined,
  signal: AbortSignal,
  work: () => Promise<T>,
): Promise<T> {
  switch (fault?.kind) {
    case undefined:
      return work();
    case 'error':
      throw errorOf(fault);
    case 'delay':
      await wait(fault.ms, undefined, { ref: false });
      return work();
    case 'hang':
      return hangUp(signal);
    case 'reset-before':
      throw new BrokenConnection();
    case 'reset-after':
      await work();
      throw new BrokenConnection();
  }
}

/** Waits until the caller has had enough. */
function hangUp(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    const leave = () => reject(new BrokenConnection());
    if (signal.aborted) leave();
    signal.addEventListener('abort', leave, { once: true });
  });
}

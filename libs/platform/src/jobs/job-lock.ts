import type { Job } from 'bullmq';

/** A killed worker's job is back within 10 s: its lock ends after 5 s, the check for such jobs runs each 2 s. */
export const LOCK_MS = 5_000;
const RENEWAL_MS = LOCK_MS / 2;

/**
 * Keeps a running job's lock. BullMQ's own renewal goes by the time of day: a clock that is turned back by ten
 * minutes would stop it for as long, and the job would run a second time beside the first.
 * @returns ends it
 */
export function keepLock(job: Job, token: string, onError: (error: unknown) => void): () => void {
  const timer = setInterval(() => {
    job.extendLock(token, LOCK_MS).then((kept) => {
      // Another worker may have the job now. Whoever ends first settles the row; the other changes nothing.
      if (!kept) onError(new Error('the lock is gone'));
    }, onError);
  }, RENEWAL_MS);
  return () => clearInterval(timer);
}

import type { TranscriptFailure } from '@aisha/database';
import { type FailureKind, ProviderFailure, StoredObjectNotFound } from '@aisha/integrations';

/** Nothing is wrong with the recording: a provider rests, or its operator has to pay or to mend a key. */
const PASSES: readonly FailureKind[] = ['unavailable', 'rate-limited', 'balance', 'unauthorized'];

/** No room for a scratch file: `ENOSPC`, or `EDQUOT` where a quota ends it. */
const isDiskFull = (error: unknown): boolean =>
  ['ENOSPC', 'EDQUOT'].includes(String((error as { code?: unknown } | null)?.code));

/** What becomes of a transcript when the tries of its job are used up: it waits for a sweep, or it failed. */
export function afterLastTry(error: unknown): TranscriptFailure | 'wait' {
  if (error instanceof StoredObjectNotFound) return 'not-received';
  if (isDiskFull(error)) return 'wait';
  if (!(error instanceof ProviderFailure)) return 'internal';
  if (error.kind === 'content-policy') return 'refused';
  return PASSES.includes(error.kind) ? 'wait' : 'internal';
}

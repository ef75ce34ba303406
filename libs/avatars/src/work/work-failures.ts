import type { WorkFailure } from '@aisha/database';
import { ProviderFailure } from '@aisha/integrations';
import { DomainError } from '@aisha/platform';

/** What FAL gave, or what it was to be given, can never be used. */
export class Unusable extends DomainError {
  readonly code = 'avatars.unusable';
  readonly retryable = false;
}

/** A photo that a person gave can never be used. */
export class UnusablePhoto extends Unusable {}

// FAL's error types that speak of the data set or the photos in it (its errors page).
const ABOUT_PHOTOS: ReadonlySet<string> = new Set([
  'invalid_archive',
  'archive_file_count_below_minimum',
  'archive_file_count_exceeds_maximum',
  'image_too_small',
  'image_too_large',
  'image_load_error',
  'face_detection_error',
  'unsupported_image_format',
]);

/** What a failure of FAL means for the person. */
export function workFailureOf(failure: ProviderFailure): WorkFailure {
  if (ABOUT_PHOTOS.has(failure.errorType ?? '')) return 'bad-photos';
  switch (failure.kind) {
    case 'content-policy':
      return 'content-policy';
    case 'balance':
      return 'provider-balance';
    case 'unauthorized':
    case 'rate-limited':
    case 'unavailable':
      return 'provider-down';
    case 'outcome-unknown':
      return 'outcome-unknown';
    case 'rejected':
      return failure.errorType === 'no_media_generated' ? 'content-policy' : 'internal';
  }
}

const MINUTE_MS = 60_000;

/**
 * Milliseconds to wait before a refused submit is tried again; undefined when it never helps. An empty account
 * and a wrong key are for the operator to mend, people wait meanwhile.
 */
export function waitBeforeResubmit({ kind, retryable, retryAfterMs }: ProviderFailure) {
  if (kind === 'balance' || kind === 'unauthorized') return MINUTE_MS;
  return retryable ? Math.min(retryAfterMs ?? 30_000, 5 * MINUTE_MS) : undefined;
}

/** Errors after which the same step can never succeed. */
export function isFinal(error: unknown): boolean {
  if (error instanceof Unusable) return true;
  return error instanceof ProviderFailure && error.kind === 'rejected' && !error.retryable;
}

import { type FailureKind, ProviderFailure } from '@aisha/integrations';
import { isFinal, Unusable, waitBeforeResubmit, workFailureOf } from './work-failures';

const failure = (kind: FailureKind, details = {}) => new ProviderFailure('fal', kind, 'x', details);

describe('a failure of FAL', () => {
  it.each([
    [failure('rejected', { errorType: 'invalid_archive' }), 'bad-photos'],
    [failure('rejected', { errorType: 'face_detection_error' }), 'bad-photos'],
    [failure('content-policy'), 'content-policy'],
    [failure('rejected', { errorType: 'no_media_generated' }), 'content-policy'],
    [failure('balance'), 'provider-balance'],
    [failure('unavailable'), 'provider-down'],
    [failure('rate-limited'), 'provider-down'],
    [failure('unauthorized'), 'provider-down'],
    [failure('outcome-unknown'), 'outcome-unknown'],
    [failure('rejected'), 'internal'],
  ] as const)('should mean to the person what it is: %s', (given, expected) => {
    expect(workFailureOf(given)).toBe(expected);
  });

  it('should keep people waiting while an operator can mend it', () => {
    expect(waitBeforeResubmit(failure('balance'))).toBe(60_000);
    expect(waitBeforeResubmit(failure('unauthorized'))).toBe(60_000);
  });

  it('should be waited out for as long as FAL asks, within reason', () => {
    expect(waitBeforeResubmit(failure('rate-limited', { retryAfterMs: 7_000 }))).toBe(7_000);
    expect(waitBeforeResubmit(failure('unavailable'))).toBe(30_000);
    expect(waitBeforeResubmit(failure('unavailable', { retryAfterMs: 3_600_000 }))).toBe(300_000);
  });

  it('should not be tried again when the input is at fault', () => {
    expect(waitBeforeResubmit(failure('rejected'))).toBeUndefined();
    expect(waitBeforeResubmit(failure('content-policy'))).toBeUndefined();
  });

  it('should be final only where the same step can never succeed', () => {
    expect(isFinal(new Unusable('no picture'))).toBe(true);
    expect(isFinal(failure('rejected'))).toBe(true);
    expect(isFinal(failure('balance'))).toBe(false);
    expect(isFinal(failure('unavailable'))).toBe(false);
    expect(isFinal(new Error('connection lost'))).toBe(false);
  });
});

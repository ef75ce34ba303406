import { ProviderFailure, StoredObjectNotFound } from '@aisha/integrations';
import { afterLastTry } from './after-last-try';

describe('afterLastTry', () => {
  it.each(['unavailable', 'rate-limited', 'balance', 'unauthorized'] as const)(
    'should let the transcript wait while OpenAI is %s',
    (kind) => {
      expect(afterLastTry(new ProviderFailure('openai', kind, 'no'))).toBe('wait');
    },
  );

  it('should let the transcript wait while the disk is full', () => {
    const full = Object.assign(new Error('ENOSPC: no space left on device'), { code: 'ENOSPC' });
    expect(afterLastTry(full)).toBe('wait');
  });

  it('should fail what OpenAI refuses, what is gone, and what we break ourselves', () => {
    expect(afterLastTry(new ProviderFailure('openai', 'rejected', 'no'))).toBe('internal');
    expect(afterLastTry(new ProviderFailure('openai', 'content-policy', 'no'))).toBe('refused');
    expect(afterLastTry(new StoredObjectNotFound('incoming/1'))).toBe('not-received');
    expect(afterLastTry(new TypeError('undefined is not a function'))).toBe('internal');
  });
});

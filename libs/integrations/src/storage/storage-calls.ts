import type { S3Client } from '@aws-sdk/client-s3';
import type { ProviderCalls } from '@aisha/platform';
import { outcomeOf } from '../provider.errors';
import { isNotFound, toStorageFailure } from './storage.errors';

/** Counts and times what a client asks of its server, its own repetitions included. */
export function measureRequests(s3: S3Client, calls: ProviderCalls): void {
  s3.middlewareStack.add(
    (next, { commandName = 'none' }) =>
      (args) =>
        calls.measure(
          { provider: 's3', operation: commandName.replace(/Command$/, '') },
          () => next(args),
          // That something is not there is an answer like any other.
          (error) => (isNotFound(error) ? 'ok' : outcomeOf(toStorageFailure(error))),
        ),
    { step: 'initialize', name: 'measureRequests' },
  );
}

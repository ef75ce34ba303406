import { S3ServiceException } from '@aws-sdk/client-s3';
import { networkFailure } from '../network.errors';
import { ProviderFailure, type FailureKind } from '../provider.errors';

/** There is no object under this key (any more). */
export class StoredObjectNotFound extends ProviderFailure {
  constructor(readonly key: string) {
    super('storage', 'rejected', `no object under ${key}`, { status: 404, errorType: 'NoSuchKey' });
    this.name = 'StoredObjectNotFound';
  }
}

// Source: HTTP status of the S3 error responses page; a server's own codes vary.
function kindOf(status: number): FailureKind {
  if (status === 401 || status === 403) return 'unauthorized';
  if (status === 429) return 'rate-limited';
  return status >= 500 || status === 408 ? 'unavailable' : 'rejected';
}

/** True when the server says that there is no such key (or bucket). */
export function isNotFound(error: unknown): boolean {
  return error instanceof S3ServiceException && error.$metadata.httpStatusCode === 404;
}

/** Any error of an S3 call as a failure. */
export function toStorageFailure(error: unknown): ProviderFailure {
  if (error instanceof ProviderFailure) return error;
  if (!(error instanceof S3ServiceException)) return networkFailure('storage', error);
  const status = error.$metadata.httpStatusCode ?? 500;
  const details = { status, errorType: error.name };
  return new ProviderFailure('storage', kindOf(status), `${error.name} ${error.message}`, details);
}

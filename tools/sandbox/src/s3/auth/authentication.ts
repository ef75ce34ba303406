import { S3Error } from '../s3-error';
import { requestSignature, sameSignature, signingKey } from './signature';
import type { QueryPairs, RequestHeaders } from './signature';
import { headerClaim, presignedClaim } from './signature-claim';
import type { SignatureClaim } from './signature-claim';

export interface Credentials {
  accessKey: string;
  secretKey: string;
}

/** What the signatures of an aws-chunked body's chunks build upon. */
export interface ChunkSigning {
  key: Buffer;
  amzDate: string;
  scope: string;
  /** The signature of the request itself, from which the chain starts. */
  seed: string;
}

/** A request whose signature is right. */
export interface Identity {
  accessKey: string;
  presigned: boolean;
  /** The body's SHA-256 in hex, or one of the words that S3 allows in its place. */
  payloadHash: string;
  chunkSigning: ChunkSigning;
}

export interface UnverifiedRequest {
  method: string;
  path: string;
  query: QueryPairs;
  headers: RequestHeaders;
}

/**
 * Checks AWS Signature Version 4, in the Authorization header or in a presigned URL.
 * Throws an S3Error (403, or 400 for what cannot be read). `now` is in milliseconds.
 */
export function authenticate(
  request: UnverifiedRequest,
  { accessKey, secretKey }: Credentials,
  now: number,
): Identity {
  const claim = readClaim(request, now);
  if (!sameSignature(accessKey, claim.accessKey)) throw new S3Error(403, 'InvalidAccessKeyId');
  requireSignedHeaders(claim, request.headers);
  const { amzDate, scope, signature, payloadHash } = claim;
  const key = signingKey(secretKey, scope);
  const expected = requestSignature(key, amzDate, scope, { ...request, ...claim });
  if (!sameSignature(expected, signature)) throw new S3Error(403, 'SignatureDoesNotMatch');
  const chunkSigning = { key, amzDate, scope, seed: signature };
  return { accessKey, presigned: claim.presigned, payloadHash, chunkSigning };
}

function readClaim({ headers, query }: UnverifiedRequest, now: number): SignatureClaim {
  if (headers.authorization) return headerClaim(headers, now);
  const parameters = new Map(query);
  if (parameters.has('X-Amz-Signature')) return presignedClaim(parameters, now);
  throw new S3Error(403, 'AccessDenied', 'Anonymous requests are not allowed.');
}

/** An unsigned x-amz header could be added or changed by whoever got hold of a signed request. */
function requireSignedHeaders({ signedHeaders }: SignatureClaim, headers: RequestHeaders): void {
  const needed = Object.keys(headers).filter((name) => name.startsWith('x-amz-'));
  const unsigned = ['host', ...needed].find((name) => !signedHeaders.includes(name));
  if (unsigned) throw new S3Error(403, 'AccessDenied', `The header ${unsigned} is not signed.`);
}

import { createHash } from 'node:crypto';
import { S3Error } from '../s3-error';
import { hmacSha256, sameSignature, sha256Hex } from '../auth/signature';
import type { ChunkSigning } from '../auth/authentication';

const EMPTY_HASH = sha256Hex('');

/** The chain of signatures in a signed aws-chunked body: each covers its chunk and the one before. */
export class ChunkSignatures {
  private previous: string;
  private hash = createHash('sha256');

  constructor(private readonly signing: ChunkSigning) {
    this.previous = signing.seed;
  }

  update(part: Uint8Array): void {
    this.hash.update(part);
  }

  /** Ends a chunk; throws 403 if `given` is not its signature. */
  endChunk(given: string | undefined): void {
    this.require('AWS4-HMAC-SHA256-PAYLOAD', [EMPTY_HASH, this.hash.digest('hex')], given);
    this.hash = createHash('sha256');
  }

  /** Throws 403 if the trailing headers are not what the client signed. */
  endTrailers(trailers: ReadonlyMap<string, string>, given: string | undefined): void {
    const text = [...trailers].map(([name, value]) => `${name}:${value}\n`).join('');
    this.require('AWS4-HMAC-SHA256-TRAILER', [sha256Hex(text)], given);
  }

  private require(algorithm: string, hashes: string[], given = ''): void {
    const { key, amzDate, scope } = this.signing;
    const text = [algorithm, amzDate, scope, this.previous, ...hashes].join('\n');
    const expected = hmacSha256(key, text).toString('hex');
    if (!sameSignature(expected, given)) throw new S3Error(403, 'SignatureDoesNotMatch');
    this.previous = expected;
  }
}

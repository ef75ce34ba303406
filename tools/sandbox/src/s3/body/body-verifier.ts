import { createHash } from 'node:crypto';
import { S3Error } from '../s3-error';
import type { Identity } from '../auth/authentication';
import type { RequestHeaders } from '../auth/signature';
import { announcedChecksums, checksumHeader } from './checksums';
import { isChunked } from './chunked-body';

export interface DeclaredBody {
  headers: RequestHeaders;
  identity: Identity;
}

export interface ReceivedContent {
  size: number;
  /** MD5 in hex, as S3's ETag. */
  etag: string;
  /** Verified, base64 by algorithm. */
  checksums: Record<string, string>;
}

/** Holds a body against all that its request says about it: length, hashes, checksums. */
export class BodyVerifier {
  size = 0;
  private readonly md5 = createHash('md5');
  private readonly sha256 = createHash('sha256');
  private readonly checksums;
  private readonly hashed: boolean;

  constructor(private readonly declared: DeclaredBody) {
    this.checksums = announcedChecksums(declared.headers);
    this.hashed = /^[0-9a-f]{64}$/.test(declared.identity.payloadHash);
  }

  update(part: Buffer): void {
    this.size += part.length;
    this.md5.update(part);
    if (this.hashed) this.sha256.update(part);
    for (const checksum of this.checksums.values()) checksum.update(part);
  }

  /** Throws 400 for the first thing that is not as declared. */
  finish(trailers: ReadonlyMap<string, string>): ReceivedContent {
    const { headers, identity } = this.declared;
    const md5 = this.md5.digest();
    const { payloadHash } = identity;
    requireEqual('IncompleteBody', declaredLength(this.declared), String(this.size));
    if (this.hashed) {
      requireEqual('XAmzContentSHA256Mismatch', payloadHash, this.sha256.digest('hex'));
    }
    requireEqual('BadDigest', headers['content-md5'], md5.toString('base64'));
    const checksums = this.finishChecksums(trailers);
    return { size: this.size, etag: md5.toString('hex'), checksums };
  }

  private finishChecksums(trailers: ReadonlyMap<string, string>): Record<string, string> {
    const { headers } = this.declared;
    const digests = [...this.checksums].map(
      ([algorithm, sum]) => [algorithm, sum.digest()] as const,
    );
    for (const [algorithm, digest] of digests) {
      const name = checksumHeader(algorithm);
      requireEqual('BadDigest', headers[name] ?? trailers.get(name) ?? '', digest);
    }
    return Object.fromEntries(digests);
  }
}

/** The length of the content itself, without the framing of an aws-chunked body. */
export const declaredLength = ({ headers, identity }: DeclaredBody) =>
  headers[isChunked(identity.payloadHash) ? 'x-amz-decoded-content-length' : 'content-length'];

function requireEqual(code: string, given: string | undefined, actual: string): void {
  if (given !== undefined && given !== actual) throw new S3Error(400, code);
}

import { createHash, createHmac, timingSafeEqual } from 'node:crypto';

export type QueryPairs = readonly (readonly [name: string, value: string])[];
export type RequestHeaders = Readonly<Record<string, string | undefined>>;

/** The parts of a request that AWS Signature Version 4 covers. */
export interface SignedParts {
  method: string;
  /** Percent-decoded; S3 signs the path as it is, without resolving `..` or `//`. */
  path: string;
  query: QueryPairs;
  headers: RequestHeaders;
  /** Lower case, in the order in which the client signed them. */
  signedHeaders: readonly string[];
  payloadHash: string;
}

export const sha256Hex = (data: string | Uint8Array) =>
  createHash('sha256').update(data).digest('hex');

export const hmacSha256 = (key: Uint8Array, data: string) =>
  createHmac('sha256', key).update(data).digest();

/** Percent-encodes all but RFC 3986's unreserved characters, as SigV4 asks. */
export const uriEncode = (text: string) =>
  encodeURIComponent(text).replace(
    /[!'()*]/g,
    (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`,
  );

export const uriEncodePath = (path: string) => path.split('/').map(uriEncode).join('/');

/** The key of one day, region and service; `scope` is `20260102/us-east-1/s3/aws4_request`. */
export const signingKey = (secretKey: string, scope: string): Buffer =>
  scope.split('/').reduce(hmacSha256, Buffer.from(`AWS4${secretKey}`));

export function canonicalRequest(parts: SignedParts): string {
  const { method, path, headers, signedHeaders, payloadHash } = parts;
  const headerLine = (name: string) =>
    `${name}:${(headers[name] ?? '').trim().replace(/\s+/g, ' ')}`;
  return [
    method,
    uriEncodePath(path),
    canonicalQuery(parts.query),
    ...signedHeaders.map(headerLine),
    '',
    signedHeaders.join(';'),
    payloadHash,
  ].join('\n');
}

/** The signature of a request, in hex. `amzDate` is `20260102T030405Z`. */
export function requestSignature(
  key: Buffer,
  amzDate: string,
  scope: string,
  parts: SignedParts,
): string {
  const digest = sha256Hex(canonicalRequest(parts));
  return hmacSha256(key, ['AWS4-HMAC-SHA256', amzDate, scope, digest].join('\n')).toString('hex');
}

/** Compares without telling by its time how much was right. */
export function sameSignature(expected: string, given: string): boolean {
  const [left, right] = [Buffer.from(expected), Buffer.from(given)];
  return left.length === right.length && timingSafeEqual(left, right);
}

function canonicalQuery(query: QueryPairs): string {
  return query
    .filter(([name]) => name !== 'X-Amz-Signature')
    .map(([name, value]) => [uriEncode(name), uriEncode(value)] as const)
    .sort(([name, value], [other, otherValue]) => order(name, other) || order(value, otherValue))
    .map((pair) => pair.join('='))
    .join('&');
}

const order = (left: string, right: string) => (left < right ? -1 : left > right ? 1 : 0);

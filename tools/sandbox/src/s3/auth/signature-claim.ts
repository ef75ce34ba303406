import { S3Error } from '../s3-error';
import type { RequestHeaders } from './signature';

const SECOND_MS = 1000;
const CLOCK_SKEW_MS = 15 * 60 * SECOND_MS;
const LONGEST_PRESIGNED_S = 7 * 24 * 60 * 60;
const UNSIGNED_PAYLOAD = 'UNSIGNED-PAYLOAD';

/** What a request says about its own signature; nothing of it is proven yet but its age. */
export interface SignatureClaim {
  accessKey: string;
  scope: string;
  signedHeaders: string[];
  signature: string;
  amzDate: string;
  payloadHash: string;
  presigned: boolean;
}

export function headerClaim(headers: RequestHeaders, now: number): SignatureClaim {
  const match =
    /^AWS4-HMAC-SHA256\s+Credential=([^,\s]+),\s*SignedHeaders=([^,\s]+),\s*Signature=([0-9a-f]{64})$/.exec(
      headers.authorization ?? '',
    );
  const [, credential = '', signedHeaders = '', signature = ''] = match ?? [];
  const amzDate = headers['x-amz-date'] ?? '';
  if (!match) throw malformed();
  if (!(Math.abs(now - parseAmzDate(amzDate)) < CLOCK_SKEW_MS)) {
    throw new S3Error(403, 'RequestTimeTooSkewed');
  }
  const payloadHash = headers['x-amz-content-sha256'] ?? UNSIGNED_PAYLOAD;
  return {
    ...parseCredential(credential, amzDate),
    signedHeaders: signedHeaders.split(';'),
    signature,
    amzDate,
    payloadHash,
    presigned: false,
  };
}

export function presignedClaim(
  parameters: ReadonlyMap<string, string>,
  now: number,
): SignatureClaim {
  const parameter = (name: string) => parameters.get(`X-Amz-${name}`) ?? '';
  const amzDate = parameter('Date');
  const lifetime = Number(parameter('Expires'));
  const readable = parameter('Algorithm') === 'AWS4-HMAC-SHA256' && lifetime > 0;
  if (!readable || lifetime > LONGEST_PRESIGNED_S) {
    throw new S3Error(400, 'AuthorizationQueryParametersError');
  }
  requireAlive(parseAmzDate(amzDate), lifetime, now);
  return {
    ...parseCredential(parameter('Credential'), amzDate),
    signedHeaders: parameter('SignedHeaders').split(';'),
    signature: parameter('Signature'),
    amzDate,
    payloadHash: parameter('Content-Sha256') || UNSIGNED_PAYLOAD,
    presigned: true,
  };
}

function requireAlive(start: number, lifetimeSeconds: number, now: number): void {
  const alive = now >= start - CLOCK_SKEW_MS && now <= start + lifetimeSeconds * SECOND_MS;
  if (!alive) throw new S3Error(403, 'AccessDenied', 'Request has expired');
}

/** `ACCESSKEY/20260102/us-east-1/s3/aws4_request`; any region counts, as on MinIO. */
function parseCredential(credential: string, amzDate: string) {
  const [accessKey = '', date = '', region, service, terminator, ...rest] = credential.split('/');
  const known = service === 's3' && terminator === 'aws4_request' && rest.length === 0;
  if (!known || !date || !amzDate.startsWith(date)) throw malformed();
  return { accessKey, scope: [date, region, service, terminator].join('/') };
}

/** `20260102T030405Z` in milliseconds, NaN if it is not such a date. */
function parseAmzDate(text: string): number {
  const match = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(text);
  if (!match) return NaN;
  const [, year, month, day, hour, minute, second] = match;
  return Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
}

const malformed = () => new S3Error(400, 'AuthorizationHeaderMalformed');

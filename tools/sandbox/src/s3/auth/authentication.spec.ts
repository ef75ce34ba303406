import type { S3Error } from '../s3-error';
import { authenticate } from './authentication';
import type { UnverifiedRequest } from './authentication';
import { requestSignature, sha256Hex, signingKey } from './signature';
import type { QueryPairs } from './signature';

const credentials = { accessKey: 'reader', secretKey: 'a secret' };
const NOW = Date.UTC(2026, 0, 2, 3, 4, 5);
const AMZ_DATE = '20260102T030405Z';
const SCOPE = '20260102/us-east-1/s3/aws4_request';
const MINUTE_MS = 60_000;
const key = signingKey(credentials.secretKey, SCOPE);

function headerRequest(extra: Record<string, string> = {}): UnverifiedRequest {
  const payloadHash = sha256Hex('');
  const headers = {
    host: 'localhost:9000',
    'x-amz-content-sha256': payloadHash,
    'x-amz-date': AMZ_DATE,
  };
  const signedHeaders = Object.keys(headers);
  const parts = { method: 'GET', path: '/photos/a b.png', query: [], headers };
  const signature = requestSignature(key, AMZ_DATE, SCOPE, {
    ...parts,
    signedHeaders,
    payloadHash,
  });
  const authorization = `AWS4-HMAC-SHA256 Credential=reader/${SCOPE}, SignedHeaders=${signedHeaders.join(';')}, Signature=${signature}`;
  return { ...parts, headers: { ...headers, authorization, ...extra } };
}

function presignedRequest(expires = '60'): UnverifiedRequest {
  const query: QueryPairs = [
    ['X-Amz-Algorithm', 'AWS4-HMAC-SHA256'],
    ['X-Amz-Credential', `reader/${SCOPE}`],
    ['X-Amz-Date', AMZ_DATE],
    ['X-Amz-Expires', expires],
    ['X-Amz-SignedHeaders', 'host'],
  ];
  const parts = { method: 'GET', path: '/photos/a.png', query, headers: { host: 'localhost' } };
  const signed = { signedHeaders: ['host'], payloadHash: 'UNSIGNED-PAYLOAD' };
  const signature = requestSignature(key, AMZ_DATE, SCOPE, { ...parts, ...signed });
  return { ...parts, query: [...query, ['X-Amz-Signature', signature]] };
}

function refusal(request: UnverifiedRequest, now = NOW): string {
  try {
    authenticate(request, credentials, now);
    return 'accepted';
  } catch (error) {
    return (error as S3Error).code;
  }
}

describe('authenticate', () => {
  it('should know a request by the signature in its header', () => {
    expect(authenticate(headerRequest(), credentials, NOW)).toMatchObject({
      accessKey: 'reader',
      presigned: false,
      payloadHash: sha256Hex(''),
    });
  });

  it('should know a presigned URL until it expires', () => {
    const request = presignedRequest();
    expect(authenticate(request, credentials, NOW).presigned).toBe(true);
    expect(refusal(request, NOW + 60_000)).toBe('accepted');
    expect(refusal(request, NOW + 60_001)).toBe('AccessDenied');
  });

  it('should refuse a URL presigned for more than a week or for no time', () => {
    expect(refusal(presignedRequest('604801'))).toBe('AuthorizationQueryParametersError');
    expect(refusal(presignedRequest('0'))).toBe('AuthorizationQueryParametersError');
    expect(refusal(presignedRequest('soon'))).toBe('AuthorizationQueryParametersError');
  });

  it('should refuse whatever differs from what was signed', () => {
    const request = headerRequest();
    expect(refusal({ ...request, path: '/photos/other.png' })).toBe('SignatureDoesNotMatch');
    expect(refusal({ ...request, method: 'DELETE' })).toBe('SignatureDoesNotMatch');
    expect(refusal({ ...request, query: [['acl', '']] })).toBe('SignatureDoesNotMatch');
  });

  it('should refuse x-amz headers that are not signed', () => {
    expect(refusal(headerRequest({ 'x-amz-copy-source': 'photos/secret' }))).toBe('AccessDenied');
  });

  it('should refuse a clock that is more than 15 minutes off', () => {
    expect(refusal(headerRequest(), NOW + 14 * MINUTE_MS)).toBe('accepted');
    expect(refusal(headerRequest(), NOW + 16 * MINUTE_MS)).toBe('RequestTimeTooSkewed');
    expect(refusal(presignedRequest(), NOW - 16 * MINUTE_MS)).toBe('AccessDenied');
  });

  it('should refuse strangers and what it cannot read', () => {
    const { headers, ...request } = headerRequest();
    const withHeader = (authorization?: string) =>
      refusal({ ...request, headers: { ...headers, authorization } });
    expect(withHeader(undefined)).toBe('AccessDenied');
    expect(withHeader('Basic cmVhZGVyOmEgc2VjcmV0')).toBe('AuthorizationHeaderMalformed');
    expect(withHeader(headers.authorization?.replace('reader', 'nobody'))).toBe(
      'InvalidAccessKeyId',
    );
    expect(withHeader(headers.authorization?.replace('20260102/', '20260103/'))).toBe(
      'AuthorizationHeaderMalformed',
    );
  });
});

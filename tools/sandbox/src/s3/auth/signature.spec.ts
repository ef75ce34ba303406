import { requestSignature, sha256Hex, signingKey, uriEncodePath } from './signature';
import type { SignedParts } from './signature';

// The worked examples of "Authenticating Requests (AWS Signature Version 4)" in the S3 API reference.
const SECRET = 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY';
const AMZ_DATE = '20130524T000000Z';
const SCOPE = '20130524/us-east-1/s3/aws4_request';
const EMPTY = sha256Hex('');

const sign = (parts: SignedParts) =>
  requestSignature(signingKey(SECRET, SCOPE), AMZ_DATE, SCOPE, parts);

const bucketGet = (query: [string, string][]): SignedParts => ({
  method: 'GET',
  path: '/',
  query,
  headers: {
    host: 'examplebucket.s3.amazonaws.com',
    'x-amz-content-sha256': EMPTY,
    'x-amz-date': AMZ_DATE,
  },
  signedHeaders: ['host', 'x-amz-content-sha256', 'x-amz-date'],
  payloadHash: EMPTY,
});

describe('requestSignature', () => {
  it("should give the reference's signature of a ranged GET", () => {
    const plain = bucketGet([]);
    const signature = sign({
      ...plain,
      path: '/test.txt',
      headers: { ...plain.headers, range: 'bytes=0-9' },
      signedHeaders: ['host', 'range', 'x-amz-content-sha256', 'x-amz-date'],
    });
    expect(signature).toBe('f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41');
  });

  it("should give the reference's signature of a PUT with a $ in its key", () => {
    const payloadHash = sha256Hex('Welcome to Amazon S3.');
    const signature = sign({
      method: 'PUT',
      path: '/test$file.text',
      query: [],
      headers: {
        date: 'Fri, 24 May 2013 00:00:00 GMT',
        host: 'examplebucket.s3.amazonaws.com',
        'x-amz-content-sha256': payloadHash,
        'x-amz-date': AMZ_DATE,
        'x-amz-storage-class': 'REDUCED_REDUNDANCY',
      },
      signedHeaders: ['date', 'host', 'x-amz-content-sha256', 'x-amz-date', 'x-amz-storage-class'],
      payloadHash,
    });
    expect(signature).toBe('98ad721746da40c64f1a55b78f14c238d841ea1380cd77a1b5971af0ece108bd');
  });

  it("should give the reference's signatures of queries without and with values", () => {
    expect(sign(bucketGet([['lifecycle', '']]))).toBe(
      'fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543',
    );
    const listing = bucketGet([
      ['prefix', 'J'],
      ['max-keys', '2'],
    ]);
    expect(sign(listing)).toBe('34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7');
  });

  it("should give the reference's signature of a presigned URL", () => {
    const signature = sign({
      method: 'GET',
      path: '/test.txt',
      query: [
        ['X-Amz-Algorithm', 'AWS4-HMAC-SHA256'],
        ['X-Amz-Credential', `AKIAIOSFODNN7EXAMPLE/${SCOPE}`],
        ['X-Amz-Date', AMZ_DATE],
        ['X-Amz-Expires', '86400'],
        ['X-Amz-SignedHeaders', 'host'],
        ['X-Amz-Signature', 'is left out'],
      ],
      headers: { host: 'examplebucket.s3.amazonaws.com' },
      signedHeaders: ['host'],
      payloadHash: 'UNSIGNED-PAYLOAD',
    });
    expect(signature).toBe('aeeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404');
  });
});

describe('uriEncodePath', () => {
  it('should encode all but unreserved characters, and keep slashes', () => {
    expect(uriEncodePath("/b/../а b+(c)!*'~")).toBe('/b/../%D0%B0%20b%2B%28c%29%21%2A%27~');
  });
});

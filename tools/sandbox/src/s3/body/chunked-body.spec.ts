import fc from 'fast-check';
import type { ChunkSigning } from '../auth/authentication';
import { signingKey } from '../auth/signature';
import { ChunkedBody } from './chunked-body';

// The worked examples of "Transferring Payload in Multiple Chunks" in the S3 API reference.
const SCOPE = '20130524/us-east-1/s3/aws4_request';
const signing = (seed: string): ChunkSigning => ({
  key: signingKey('wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY', SCOPE),
  amzDate: '20130524T000000Z',
  scope: SCOPE,
  seed,
});
const SIGNED = 'STREAMING-AWS4-HMAC-SHA256-PAYLOAD';
const SIGNED_TRAILER = 'STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER';
const UNSIGNED_TRAILER = 'STREAMING-UNSIGNED-PAYLOAD-TRAILER';
const SEED = '4f232c4386841ef735655705268965c44a0e4690baa4adea153f7db9fa80a0a9';
const TRAILER_SEED = '106e2a8a18243abcf37539882f36619c00e2dfc72633413f02d3b74544bfeb8e';

const chunk = (size: number, signature: string) =>
  `${size.toString(16)};chunk-signature=${signature}\r\n${'a'.repeat(size)}\r\n`;

const signedBody = [
  chunk(65536, 'ad80c730a21e5b8d04586a2213dd63b9a0e99e0e2307b0ade35a65485a288648'),
  chunk(1024, '0055627c9e194cb4542bae2aa5492e3c1575bbb81b612b7d234b86a503ef5497'),
  chunk(0, 'b6c6ea8a5354eaf15b3cb7646744f4275b71ea724fed81ceb9323e279d449df9'),
].join('');

const signedTrailerBody = [
  chunk(65536, 'b474d8862b1487a5145d686f57f013e54db672cee1c953b3010fb58501ef5aa2'),
  chunk(1024, '1c1344b170168f8e65b41376b44b20fe354e373826ccbbe2c1d40a8cae51e5c7'),
  '0;chunk-signature=2ca2aba2005185cf7159c6277faf83795951dd77a3a99e6e65d5c9f85863f992\r\n',
  'x-amz-checksum-crc32c:sOO8/Q==\r\n',
  'x-amz-trailer-signature:d81f82fc3505edab99d459891051a732e8730629a2e4a59689829ca17fe2e435\r\n',
  '\r\n',
].join('');

async function* pieces(body: string | Buffer, size = 1000): AsyncGenerator<Buffer> {
  const bytes = Buffer.from(body);
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

async function decode(source: AsyncIterable<Buffer>, payloadHash: string, seed = SEED) {
  const body = new ChunkedBody(source, payloadHash, signing(seed));
  const parts: Buffer[] = [];
  for await (const part of body.parts()) parts.push(part);
  return { content: Buffer.concat(parts).toString(), trailers: Object.fromEntries(body.trailers) };
}

describe('ChunkedBody', () => {
  it("should decode the reference's signed chunks", async () => {
    const { content } = await decode(pieces(signedBody), SIGNED);
    expect(content).toBe('a'.repeat(66560));
  });

  it("should decode the reference's signed chunks with a signed trailer", async () => {
    const body = await decode(pieces(signedTrailerBody), SIGNED_TRAILER, TRAILER_SEED);
    expect(body.content).toBe('a'.repeat(66560));
    expect(body.trailers).toEqual({ 'x-amz-checksum-crc32c': 'sOO8/Q==' });
  });

  it('should refuse a chunk whose bytes were changed', async () => {
    const changed = signedBody.replace('aaaa', 'aaab');
    await expect(decode(pieces(changed), SIGNED)).rejects.toMatchObject({
      status: 403,
      code: 'SignatureDoesNotMatch',
    });
  });

  it('should refuse chunks that were dropped, swapped or signed for another request', async () => {
    const [first = '', second = '', last = ''] = signedBody.split(/(?<=a\r\n)/);
    const refused = { code: 'SignatureDoesNotMatch' };
    await expect(decode(pieces(first + last), SIGNED)).rejects.toMatchObject(refused);
    await expect(decode(pieces(second + first + last), SIGNED)).rejects.toMatchObject(refused);
    await expect(decode(pieces(signedBody), SIGNED, TRAILER_SEED)).rejects.toMatchObject(refused);
  });

  it('should refuse unsigned chunks where signed ones were announced', async () => {
    await expect(decode(pieces('1\r\na\r\n0\r\n\r\n'), SIGNED)).rejects.toMatchObject({
      code: 'SignatureDoesNotMatch',
    });
  });

  it('should refuse a trailer that was changed or is not signed', async () => {
    const changed = signedTrailerBody.replace('sOO8', 'sOO9');
    const unsigned = signedTrailerBody.replace(/x-amz-trailer-signature.*\r\n/, '');
    for (const body of [changed, unsigned]) {
      await expect(decode(pieces(body), SIGNED_TRAILER, TRAILER_SEED)).rejects.toMatchObject({
        code: 'SignatureDoesNotMatch',
      });
    }
  });

  it('should refuse a body that ends early, goes on, or has broken frames', async () => {
    const refusal = async (body: string) =>
      decode(pieces(body), UNSIGNED_TRAILER).catch((error: unknown) => error);
    expect(await refusal('5\r\nab')).toMatchObject({ code: 'IncompleteBody' });
    expect(await refusal('2\r\nab\r\n')).toMatchObject({ code: 'IncompleteBody' });
    expect(await refusal('0\r\n\r\nmore')).toMatchObject({ code: 'InvalidRequest' });
    expect(await refusal('1\r\nab\r\n0\r\n\r\n')).toMatchObject({ code: 'InvalidRequest' });
    expect(await refusal('x\r\nab\r\n')).toMatchObject({ code: 'InvalidRequest' });
    expect(await refusal('a'.repeat(20_000))).toMatchObject({ code: 'InvalidRequest' });
  });

  it('should decode the same content wherever the network cuts it', async () => {
    const texts = fc.array(fc.string({ minLength: 1 }), { maxLength: 5 });
    await fc.assert(
      fc.asyncProperty(texts, fc.integer({ min: 1, max: 50 }), async (chunks, size) => {
        const frames = chunks.map((c) => `${Buffer.byteLength(c).toString(16)}\r\n${c}\r\n`);
        const body = `${frames.join('')}0\r\nx-amz-checksum-crc32:AAAAAA==\r\n\r\n`;
        expect(await decode(pieces(body, size), UNSIGNED_TRAILER)).toEqual({
          content: chunks.join(''),
          trailers: { 'x-amz-checksum-crc32': 'AAAAAA==' },
        });
      }),
      { numRuns: 50 },
    );
  });
});

import { randomBytes } from 'node:crypto';
import { readdir, rm } from 'node:fs/promises';
import { connect } from 'node:net';
import type { Socket } from 'node:net';
import path from 'node:path';
import {
  CreateBucketCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  PutBucketLifecycleConfigurationCommand,
  PutBucketPolicyCommand,
  PutBucketVersioningCommand,
  PutObjectCommand,
} from '@aws-sdk/client-s3';
import type { S3Client } from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { contentOf, newDataDir, outcome, sdkClient, waitFor } from './s3-contract.fixture';
import { startS3Server } from './s3-server';
import type { S3Server } from './s3-server';

const keys = { accessKey: 'sandbox', secretKey: 'sandbox-secret' };
const Bucket = 'photos';
const faults: unknown[] = [];

let dataDir: string;
let server: S3Server;
let s3: S3Client;

const start = (port = 0) =>
  startS3Server({ port, dataDir, ...keys, onError: (error) => faults.push(error) });

const put = (Key: string, Body: string | Buffer, more: object = {}) =>
  s3.send(new PutObjectCommand({ Bucket, Key, Body, ...more }));
const get = (Key: string) => s3.send(new GetObjectCommand({ Bucket, Key }));
const read = async (Key: string) => (await contentOf(await get(Key))).toString();
const scratchFiles = () => readdir(path.join(dataDir, 'scratch'));

beforeEach(async () => {
  dataDir = await newDataDir();
  server = await start();
  s3 = sdkClient({ url: server.url, ...keys });
  await s3.send(new CreateBucketCommand({ Bucket }));
});

afterEach(async () => {
  s3.destroy();
  await server.close();
  await rm(dataDir, { recursive: true });
  expect(faults.splice(0)).toEqual([]);
});

describe('startS3Server', () => {
  it('should keep objects over a restart', async () => {
    await put('a', 'content', { ContentType: 'text/x-keep', Metadata: { who: 'me' } });
    await server.close();
    server = await start(server.port);
    const object = await get('a');
    expect(object).toMatchObject({ ContentType: 'text/x-keep', Metadata: { who: 'me' } });
    expect((await contentOf(object)).toString()).toBe('content');
  });

  it('should refuse a taken port, without touching the data', async () => {
    await put('a', 'content');
    await expect(start(server.port)).rejects.toMatchObject({ code: 'EADDRINUSE' });
    expect(await read('a')).toBe('content');
  });

  it('should answer probes without a signature', async () => {
    expect((await fetch(`${server.url}/minio/health/live`)).status).toBe(200);
  });

  it('should say that it does not do what it does not do', async () => {
    const requests = [
      s3.send(
        new PutBucketVersioningCommand({ Bucket, VersioningConfiguration: { Status: 'Enabled' } }),
      ),
      s3.send(new PutBucketPolicyCommand({ Bucket, Policy: '{}' })),
      s3.send(
        new PutBucketLifecycleConfigurationCommand({
          Bucket,
          LifecycleConfiguration: {
            Rules: [{ Status: 'Enabled', Filter: { Prefix: '' }, Expiration: { Days: 1 } }],
          },
        }),
      ),
      put('a', 'x', { ServerSideEncryption: 'AES256' }),
      put('a', 'x', { ACL: 'public-read' }),
      put('a', 'x', { ChecksumAlgorithm: 'CRC64NVME', ChecksumCRC64NVME: 'AAAAAAAAAAA=' }),
      s3.send(new GetObjectCommand({ Bucket, Key: 'a', VersionId: '1' })),
    ];
    const outcomes = await Promise.all(requests.map(outcome));
    expect(outcomes).toEqual(requests.map(() => 'NotImplemented/501'));
  });

  it('should finish a download whose object is replaced and deleted meanwhile', async () => {
    const content = randomBytes(8_000_000);
    await put('a', content);
    const downloading = await get('a');
    await put('a', 'replaced');
    await s3.send(new DeleteObjectCommand({ Bucket, Key: 'a' }));
    expect((await contentOf(downloading)).equals(content)).toBe(true);
  });

  it('should never fail a download because of an upload', async () => {
    const bodies = ['a', 'b'].map((letter) => letter.repeat(50_000));
    await put('a', 'a'.repeat(50_000));
    const writing = Promise.all(
      Array.from({ length: 60 }, (_, i) => put('a', bodies[i % 2] ?? '')),
    );
    const seen = await Promise.all(Array.from({ length: 120 }, () => read('a')));
    await writing;
    expect(seen.filter((body) => !bodies.includes(body))).toEqual([]);
  });

  it('should refuse a header that the answer could not hold', async () => {
    await put('a', 'content');
    const ResponseContentDisposition = 'attachment; filename="фото.png"';
    const command = new GetObjectCommand({ Bucket, Key: 'a', ResponseContentDisposition });
    expect((await fetch(await getSignedUrl(s3, command))).status).toBe(400);
  });
});

describe('a raw connection', () => {
  let socket: Socket;
  let heard: string;

  beforeEach(() => {
    heard = '';
    socket = connect(server.port, '127.0.0.1');
    socket.on('data', (data) => (heard += data.toString()));
  });

  afterEach(() => socket.destroy());

  const hear = (text: string | RegExp) =>
    new Promise<void>((resolve) => {
      const check = () => void (heard.search(text) >= 0 && (socket.off('data', check), resolve()));
      socket.on('data', check);
      check();
    });

  async function presignedPut(headers: string): Promise<string> {
    const plain = sdkClient(
      { url: server.url, ...keys },
      { requestChecksumCalculation: 'WHEN_REQUIRED' },
    );
    const url = new URL(await getSignedUrl(plain, new PutObjectCommand({ Bucket, Key: 'raw' })));
    plain.destroy();
    return `PUT ${url.pathname}${url.search} HTTP/1.1\r\nHost: ${url.host}\r\n${headers}\r\n\r\n`;
  }

  it('should be asked for a body only when the request is welcome', async () => {
    socket.write(await presignedPut('Content-Length: 5\r\nExpect: 100-continue'));
    await hear('HTTP/1.1 100 Continue');
    socket.write('hello');
    await hear('HTTP/1.1 200 OK');
    expect(await read('raw')).toBe('hello');
  });

  it('should be refused before it sends a body that nobody wants', async () => {
    const signed = await presignedPut('Content-Length: 5000000000\r\nExpect: 100-continue');
    socket.write(signed.replace('X-Amz-Signature=', 'X-Amz-Signature=0'));
    await hear('HTTP/1.1 403 Forbidden');
    expect(heard).not.toContain('100 Continue');
  });

  it('should be refused when it does not say how long its upload is', async () => {
    socket.write(`${await presignedPut('Transfer-Encoding: chunked')}0\r\n\r\n`);
    await hear('HTTP/1.1 411 Length Required');
  });

  it('should serve the next request after a refused body', async () => {
    const signed = await presignedPut('Content-Length: 5');
    socket.write(`${signed.replace('X-Amz-Signature=', 'X-Amz-Signature=0')}hello`);
    await hear('403 Forbidden');
    socket.write(`${signed}hello`);
    await hear('200 OK');
    expect(await read('raw')).toBe('hello');
  });

  it('should leave nothing of an upload that it broke off', async () => {
    socket.write(`${await presignedPut('Content-Length: 500')}hello`);
    await waitFor(async () => (await scratchFiles()).length === 1);
    socket.destroy();
    await waitFor(async () => (await scratchFiles()).length === 0);
    expect(await outcome(get('raw'))).toBe('NoSuchKey/404');
  });

  it.each([
    ['GET /%2e%2e/%2e%2e/etc/passwd HTTP/1.1', 403],
    ['GET /photos%00/a HTTP/1.1', 400],
    ['GET /photos/% HTTP/1.1', 400],
    ['GET /photos/a?X-Amz-Signature=x HTTP/1.1', 400],
    ['BREW /photos/a HTTP/1.1', 400],
  ])('should be refused when it asks %s', async (line, status) => {
    socket.write(`${line}\r\nHost: localhost\r\n\r\n`);
    await hear(`HTTP/1.1 ${status}`);
  });

  it('should be refused when it claims to have signed a word of the language', async () => {
    const credential = 'Credential=sandbox/20260102/us-east-1/s3/aws4_request';
    const now = new Date().toISOString().replace(/[-:]|\.\d+/g, '');
    const scope = credential.replace('20260102', now.slice(0, 8));
    const signed = `SignedHeaders=host;constructor;x-amz-date, Signature=${'0'.repeat(64)}`;
    socket.write(
      `GET /photos/a HTTP/1.1\r\nHost: localhost\r\nX-Amz-Date: ${now}\r\n` +
        `Authorization: AWS4-HMAC-SHA256 ${scope}, ${signed}\r\n\r\n`,
    );
    await hear('HTTP/1.1 403');
  });
});

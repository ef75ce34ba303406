import { once } from 'node:events';
import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { rm } from 'node:fs/promises';
import {
  CopyObjectCommand,
  CreateBucketCommand,
  DeleteObjectCommand,
  DeleteObjectsCommand,
  GetObjectCommand,
  PutObjectCommand,
} from '@aws-sdk/client-s3';
import type { S3Client } from '@aws-sdk/client-s3';
import { newDataDir, sdkClient, waitFor } from './s3-contract.fixture';
import { startS3Server } from './s3-server';
import type { S3Server } from './s3-server';

const keys = { accessKey: 'sandbox', secretKey: 'sandbox-secret' };
const Bucket = 'photos';

interface Delivery {
  authorization: string | undefined;
  EventName: string;
  Key: string;
  Records: { s3: { object: Record<string, unknown> } }[];
}

/** Listens as webhook-api does, and answers as it is told: by default 200. */
class Receiver {
  readonly deliveries: Delivery[] = [];
  readonly statuses: number[] = [];
  refusedKey: string | undefined;
  silent = false;
  private readonly server: Server = createServer((request, response) => {
    void this.receive(request, response);
  });

  async listen(port = 0): Promise<string> {
    this.server.listen(port, '127.0.0.1');
    await once(this.server, 'listening');
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/webhooks/minio`;
  }

  async hear(count: number): Promise<Delivery[]> {
    while (this.deliveries.length < count) await once(this.server, 'delivery');
    return this.deliveries;
  }

  async close(): Promise<void> {
    this.server.close();
    this.server.closeAllConnections();
    await once(this.server, 'close');
  }

  private async receive(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = Buffer.concat(await request.toArray()).toString();
    const event: Omit<Delivery, 'authorization'> = JSON.parse(body);
    this.deliveries.push({ authorization: request.headers.authorization, ...event });
    this.server.emit('delivery');
    const status = event.Key === this.refusedKey ? 400 : this.statuses.shift();
    if (!this.silent) response.writeHead(status ?? 200).end();
  }
}

let dataDir: string;
let receiver: Receiver;
let server: S3Server;
let s3: S3Client;

const put = (Key: string, more: object = {}) =>
  s3.send(new PutObjectCommand({ Bucket, Key, Body: 'hello', ...more }));

async function start(prefix?: string): Promise<string> {
  const url = await receiver.listen();
  const notifications = { url, token: 'a token', prefix };
  server = await startS3Server({ port: 0, dataDir, ...keys, notifications });
  s3 = sdkClient({ url: server.url, ...keys });
  await s3.send(new CreateBucketCommand({ Bucket }));
  return url;
}

beforeEach(async () => {
  dataDir = await newDataDir();
  receiver = new Receiver();
});

afterEach(async () => {
  s3.destroy();
  await server.close();
  await receiver.close();
  await rm(dataDir, { recursive: true });
});

describe('bucket notifications', () => {
  it('should tell about a new object as MinIO does', async () => {
    await start();
    await put('фото 1/a+b.png', { ContentType: 'image/png', Metadata: { who: 'me' } });
    const [event] = await receiver.hear(1);
    expect(event).toMatchObject({
      authorization: 'Bearer a token',
      EventName: 's3:ObjectCreated:Put',
      Key: 'photos/фото 1/a+b.png',
      Records: [
        {
          eventVersion: '2.0',
          eventSource: 'minio:s3',
          awsRegion: 'us-east-1',
          eventTime: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
          eventName: 's3:ObjectCreated:Put',
          userIdentity: { principalId: 'sandbox' },
          s3: {
            s3SchemaVersion: '1.0',
            bucket: { name: 'photos', arn: 'arn:aws:s3:::photos' },
            object: {
              key: '%D1%84%D0%BE%D1%82%D0%BE+1%2Fa%2Bb.png',
              size: 5,
              eTag: '5d41402abc4b2a76b9719d911017c592',
              contentType: 'image/png',
              userMetadata: { who: 'me' },
              sequencer: expect.stringMatching(/^[0-9A-F]{16}$/),
            },
          },
        },
      ],
    });
  });

  it('should tell about copies and removals, but not about reads and what was not there', async () => {
    await start();
    await put('a');
    await s3.send(new CopyObjectCommand({ Bucket, Key: 'b', CopySource: `${Bucket}/a` }));
    await s3.send(new GetObjectCommand({ Bucket, Key: 'a' }));
    await s3.send(new DeleteObjectCommand({ Bucket, Key: 'never was' }));
    await s3.send(new DeleteObjectCommand({ Bucket, Key: 'a' }));
    await s3.send(new DeleteObjectsCommand({ Bucket, Delete: { Objects: [{ Key: 'b' }] } }));
    const events = await receiver.hear(4);
    expect(events.map(({ EventName, Key }) => `${EventName} ${Key}`)).toEqual([
      's3:ObjectCreated:Put photos/a',
      's3:ObjectCreated:Copy photos/b',
      's3:ObjectRemoved:Delete photos/a',
      's3:ObjectRemoved:Delete photos/b',
    ]);
    expect(Object.keys(events[2]?.Records[0]?.s3.object ?? {})).toEqual(['key', 'sequencer']);
  });

  it('should tell again what the receiver refused', async () => {
    receiver.statuses.push(500, 503);
    await start();
    await put('a');
    const [first, second, third] = await receiver.hear(3);
    expect(first?.Key).toBe('photos/a');
    expect(second).toEqual(first);
    expect(third).toEqual(first);
    await put('b');
    expect((await receiver.hear(4)).map(({ Key }) => Key).at(-1)).toBe('photos/b');
  });

  it('should not let one event that is always refused hold up the others', async () => {
    receiver.refusedKey = 'photos/a';
    await start();
    for (const key of ['a', 'b', 'c']) await put(key);
    const heard = () => receiver.deliveries.map(({ Key }) => Key);
    await waitFor(() => ['photos/b', 'photos/c'].every((key) => heard().includes(key)));
    await waitFor(() => heard().lastIndexOf('photos/a') > heard().indexOf('photos/c'));
  });

  it('should reach a receiver that comes up later', async () => {
    const url = await start();
    await receiver.close();
    await put('a');
    await receiver.listen(Number(new URL(url).port));
    expect(await receiver.hear(1)).toMatchObject([{ Key: 'photos/a' }]);
  });

  it('should not make a client wait for a silent receiver, nor the end of the server', async () => {
    receiver.silent = true;
    await start();
    await put('a');
    await receiver.hear(1);
    await put('b');
    await server.close();
    expect(receiver.deliveries).toHaveLength(1);
    server = await startS3Server({ port: 0, dataDir, ...keys });
  });

  it('should tell only about keys with the wanted beginning', async () => {
    await start('incoming/');
    await put('other/a');
    await put('incoming/a');
    expect(await receiver.hear(1)).toMatchObject([{ Key: 'photos/incoming/a' }]);
  });
});

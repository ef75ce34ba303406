import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CopyObjectCommand,
  CreateBucketCommand,
  CreateMultipartUploadCommand,
  DeleteBucketCommand,
  DeleteObjectCommand,
  DeleteObjectsCommand,
  GetObjectAttributesCommand,
  GetObjectCommand,
  GetObjectTaggingCommand,
  HeadBucketCommand,
  HeadObjectCommand,
  ListBucketsCommand,
  ListMultipartUploadsCommand,
  ListObjectsCommand,
  ListObjectsV2Command,
  ListPartsCommand,
  PutObjectCommand,
  PutObjectTaggingCommand,
  UploadPartCommand,
  paginateListObjectsV2,
} from '@aws-sdk/client-s3';
import type { GetObjectCommandInput, PutObjectCommandInput, S3Client } from '@aws-sdk/client-s3';
import { Upload } from '@aws-sdk/lib-storage';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { contentOf, openEndpoint, outcome, removeBucket, sdkClient } from './s3-contract.fixture';
import type { S3Endpoint } from './s3-contract.fixture';

// What our code relies on in any S3, asked with the AWS SDK's defaults.
const PART_BYTES = 5 * 1024 * 1024;
const Bucket = `contract-test-${randomUUID().slice(0, 8)}`;

let endpoint: S3Endpoint;
let s3: S3Client;

const put = (Key: string, Body: PutObjectCommandInput['Body'], more: object = {}) =>
  s3.send(new PutObjectCommand({ Bucket, Key, Body, ...more }));
const get = (Key: string, more: Partial<GetObjectCommandInput> = {}) =>
  s3.send(new GetObjectCommand({ Bucket, Key, ...more }));
const head = (Key: string) => s3.send(new HeadObjectCommand({ Bucket, Key }));
const read = async (Key: string, more: Partial<GetObjectCommandInput> = {}) =>
  (await contentOf(await get(Key, more))).toString();

beforeAll(async () => {
  endpoint = await openEndpoint();
  s3 = sdkClient(endpoint);
  await s3.send(new CreateBucketCommand({ Bucket }));
});

afterAll(async () => {
  await removeBucket(s3, Bucket);
  s3.destroy();
  await endpoint.close();
});

describe('buckets', () => {
  it('should be found and listed, also when it is made again', async () => {
    await s3.send(new HeadBucketCommand({ Bucket }));
    const { Buckets = [] } = await s3.send(new ListBucketsCommand({}));
    expect(Buckets.map(({ Name }) => Name)).toContain(Bucket);
    // Amazon's oldest region takes it for done.
    const again = await outcome(s3.send(new CreateBucketCommand({ Bucket })));
    expect(['ok', 'BucketAlreadyOwnedByYou/409']).toContain(again);
  });

  it('should be missed where there is none', async () => {
    const nowhere = { Bucket: `${Bucket}-none`, Key: 'a' };
    expect(await outcome(s3.send(new HeadBucketCommand(nowhere)))).toBe('NotFound/404');
    expect(await outcome(s3.send(new GetObjectCommand(nowhere)))).toBe('NoSuchBucket/404');
    expect(await outcome(s3.send(new PutObjectCommand({ ...nowhere, Body: 'a' })))).toBe(
      'NoSuchBucket/404',
    );
  });

  it('should be deleted only when empty', async () => {
    const own = `${Bucket}-own`;
    await s3.send(new CreateBucketCommand({ Bucket: own }));
    await s3.send(new PutObjectCommand({ Bucket: own, Key: 'a', Body: 'a' }));
    expect(await outcome(s3.send(new DeleteBucketCommand({ Bucket: own })))).toBe(
      'BucketNotEmpty/409',
    );
    await removeBucket(s3, own);
    expect(await outcome(s3.send(new HeadBucketCommand({ Bucket: own })))).toBe('NotFound/404');
  });
});

describe('objects', () => {
  it('should come back with their headers and metadata', async () => {
    const described = {
      ContentType: 'text/x-keep',
      CacheControl: 'max-age=5',
      ContentDisposition: 'attachment; filename="a.txt"',
      Metadata: { who: 'me' },
    };
    const { ETag } = await put('keep/me.txt', 'hello', described);
    expect(ETag).toBe(`"${createHash('md5').update('hello').digest('hex')}"`);
    expect(await head('keep/me.txt')).toMatchObject({ ...described, ContentLength: 5, ETag });
    expect(await read('keep/me.txt')).toBe('hello');
  });

  it('should hold a megabyte and nothing at all', async () => {
    const megabyte = randomBytes(1_000_000);
    await put('megabyte', megabyte);
    expect((await contentOf(await get('megabyte'))).equals(megabyte)).toBe(true);
    await put('nothing', '', { ContentLength: 0 });
    expect(await read('nothing')).toBe('');
  });

  it('should store a stream without its aws-chunked framing', async () => {
    const content = randomBytes(300_000);
    const pieces = [content.subarray(0, 100_000), content.subarray(100_000)];
    await put('streamed', Readable.from(pieces), { ContentLength: content.length });
    const object = await get('streamed');
    expect((await contentOf(object)).equals(content)).toBe(true);
    expect(object.ContentEncoding ?? '').not.toContain('aws-chunked');
  });

  it('should keep a checksum and give it when asked', async () => {
    const { ChecksumCRC32 } = await put('summed', 'hello');
    expect(ChecksumCRC32).toBe('NhCmhg==');
    const asked = new HeadObjectCommand({ Bucket, Key: 'summed', ChecksumMode: 'ENABLED' });
    expect((await s3.send(asked)).ChecksumCRC32).toBe(ChecksumCRC32);
  });

  it('should be refused when a digest does not fit', async () => {
    expect(await outcome(put('bad', 'abc', { ChecksumCRC32: 'AAAAAA==' }))).toMatch(/\/400$/);
    const ContentMD5 = 'AAAAAAAAAAAAAAAAAAAAAA==';
    expect(await outcome(put('bad', 'abc', { ContentMD5 }))).toBe('BadDigest/400');
    expect(await outcome(head('bad'))).toBe('NotFound/404');
  });

  it('should be missed where there is none', async () => {
    expect(await outcome(get('none'))).toBe('NoSuchKey/404');
    expect(await outcome(head('none'))).toBe('NotFound/404');
  });

  it.each(['ключ/файл №1.txt', 'a b+c&d=e?f#g%20', 'q\'"(1)!*~.txt', 'x//y', 'dir/', '😀'])(
    'should have the key %s if a client wants it',
    async (key) => {
      await put(key, key);
      expect(await read(key)).toBe(key);
      const { Contents = [] } = await s3.send(new ListObjectsV2Command({ Bucket, Prefix: key }));
      expect(Contents.map(({ Key }) => Key)).toEqual([key]);
    },
  );

  it('should stay apart when one key is the beginning of another', async () => {
    await put('part', '1');
    await put('part/of', '2');
    expect([await read('part'), await read('part/of')]).toEqual(['1', '2']);
  });

  it('should give ranges', async () => {
    await put('digits', '0123456789');
    const middle = await get('digits', { Range: 'bytes=2-5' });
    expect(middle.ContentRange).toBe('bytes 2-5/10');
    expect((await contentOf(middle)).toString()).toBe('2345');
    expect(await read('digits', { Range: 'bytes=-3' })).toBe('789');
    expect(await read('digits', { Range: 'bytes=7-' })).toBe('789');
    expect(await outcome(get('digits', { Range: 'bytes=50-60' }))).toBe('InvalidRange/416');
  });

  it('should obey conditions of readers and writers', async () => {
    const { ETag } = await put('conditional', '1');
    expect(await outcome(get('conditional', { IfNoneMatch: ETag }))).toMatch(/\/304$/);
    expect(await outcome(get('conditional', { IfMatch: '"x"' }))).toBe('PreconditionFailed/412');
    expect(await outcome(put('conditional', '2', { IfNoneMatch: '*' }))).toBe(
      'PreconditionFailed/412',
    );
    expect(await read('conditional')).toBe('1');
  });

  it('should be copied with their metadata or with new one', async () => {
    const CopySource = encodeURI(`${Bucket}/исходный файл`);
    await put('исходный файл', 'original', { ContentType: 'text/x', Metadata: { who: 'me' } });
    await s3.send(new CopyObjectCommand({ Bucket, Key: 'copy', CopySource }));
    expect(await head('copy')).toMatchObject({ ContentType: 'text/x', Metadata: { who: 'me' } });
    const replaced = { MetadataDirective: 'REPLACE', ContentType: 'a/b' } as const;
    await s3.send(new CopyObjectCommand({ Bucket, Key: 'copy', CopySource, ...replaced }));
    expect(await head('copy')).toMatchObject({ ContentType: 'a/b', Metadata: {} });
    expect(await read('copy')).toBe('original');
  });

  it('should be deleted alone and by the many, once and again', async () => {
    const keys = ['gone/1', 'gone/2', 'gone/<3> & "4"'];
    for (const key of keys) await put(key, 'x');
    await s3.send(new DeleteObjectCommand({ Bucket, Key: 'gone/1' }));
    await s3.send(new DeleteObjectCommand({ Bucket, Key: 'gone/1' }));
    const Delete = { Objects: keys.map((Key) => ({ Key })) };
    const { Deleted, Errors } = await s3.send(new DeleteObjectsCommand({ Bucket, Delete }));
    expect(Deleted?.map(({ Key }) => Key).sort()).toEqual([...keys].sort());
    expect(Errors ?? []).toEqual([]);
    const left = await s3.send(new ListObjectsV2Command({ Bucket, Prefix: 'gone/' }));
    expect(left.KeyCount).toBe(0);
  });

  it('should have tags and attributes', async () => {
    await put('tagged', 'hello', { Tagging: 'a=1' });
    const tags = async () =>
      (await s3.send(new GetObjectTaggingCommand({ Bucket, Key: 'tagged' }))).TagSet;
    expect(await tags()).toEqual([{ Key: 'a', Value: '1' }]);
    const Tagging = { TagSet: [{ Key: 'b & c', Value: '<2>' }] };
    await s3.send(new PutObjectTaggingCommand({ Bucket, Key: 'tagged', Tagging }));
    expect(await tags()).toEqual(Tagging.TagSet);
    const attributes = new GetObjectAttributesCommand({
      Bucket,
      Key: 'tagged',
      ObjectAttributes: ['ObjectSize'],
    });
    expect((await s3.send(attributes)).ObjectSize).toBe(5);
  });

  it('should never mix the bytes of two writers', async () => {
    const bodies = Array.from({ length: 20 }, (_, i) => String.fromCharCode(65 + i).repeat(90_000));
    await put('contested', bodies[0]);
    const writing = Promise.all(bodies.map((body) => put('contested', body)));
    const reading = Promise.all(bodies.map(() => read('contested')));
    for (const seen of await reading) expect(bodies.includes(seen)).toBe(true);
    await writing;
    expect(bodies.includes(await read('contested'))).toBe(true);
  });
});

describe('listing', () => {
  it('should group by a delimiter and start behind a key', async () => {
    for (let i = 0; i < 7; i++) await put(`l/${i % 2}/k${i}`, 'x');
    const list = (more: object) =>
      s3.send(new ListObjectsV2Command({ Bucket, Prefix: 'l/', ...more }));
    const { CommonPrefixes = [] } = await list({ Delimiter: '/' });
    expect(CommonPrefixes.map(({ Prefix }) => Prefix)).toEqual(['l/0/', 'l/1/']);
    const { Contents = [] } = await list({ StartAfter: 'l/1/k1' });
    expect(Contents.map(({ Key }) => Key)).toEqual(['l/1/k3', 'l/1/k5']);
    const old = await s3.send(new ListObjectsCommand({ Bucket, Prefix: 'l/', MaxKeys: 3 }));
    expect([old.Contents?.length, old.IsTruncated]).toEqual([3, true]);
  });

  it('should page through more than a thousand keys', async () => {
    const keys = Array.from({ length: 1050 }, (_, i) => `page/${String(i).padStart(4, '0')}`);
    const queue = [...keys];
    const worker = async () => {
      for (let key; (key = queue.pop());) await put(key, key);
    };
    await Promise.all(Array.from({ length: 10 }, worker));
    const pages: number[] = [];
    const seen: (string | undefined)[] = [];
    for await (const page of paginateListObjectsV2({ client: s3 }, { Bucket, Prefix: 'page/' })) {
      pages.push(page.KeyCount ?? 0);
      seen.push(...(page.Contents ?? []).map(({ Key }) => Key));
    }
    expect(pages).toEqual([1000, 50]);
    expect(seen).toEqual(keys);
  }, 60_000);
});

describe('multipart uploads', () => {
  it('should put 12 MB of a stream together', async () => {
    const content = randomBytes(12_000_000);
    const Body = Readable.from(
      (function* () {
        for (let at = 0; at < content.length; at += 65_536) yield content.subarray(at, at + 65_536);
      })(),
    );
    const params = {
      Bucket,
      Key: 'video',
      Body,
      ContentType: 'video/mp4',
      Metadata: { who: 'me' },
    };
    const { ETag } = await new Upload({ client: s3, params, partSize: PART_BYTES }).done();
    expect(ETag).toMatch(/^"[0-9a-f]{32}-3"$/);
    const object = await get('video');
    expect(object).toMatchObject({ ContentType: 'video/mp4', Metadata: { who: 'me' } });
    expect((await contentOf(object)).equals(content)).toBe(true);
    const Range = 'bytes=5242870-5242889';
    const seam = await contentOf(await get('video', { Range }));
    expect(seam.equals(content.subarray(5_242_870, 5_242_890))).toBe(true);
  });

  it('should be listed until they are aborted', async () => {
    const Key = 'aborted';
    const { UploadId } = await s3.send(new CreateMultipartUploadCommand({ Bucket, Key }));
    await s3.send(new UploadPartCommand({ Bucket, Key, UploadId, PartNumber: 1, Body: 'one' }));
    const { Parts = [] } = await s3.send(new ListPartsCommand({ Bucket, Key, UploadId }));
    expect(Parts).toMatchObject([{ PartNumber: 1, Size: 3 }]);
    const { Uploads = [] } = await s3.send(
      new ListMultipartUploadsCommand({ Bucket, Prefix: Key }),
    );
    expect(Uploads.map((upload) => upload.UploadId)).toEqual([UploadId]);
    await s3.send(new AbortMultipartUploadCommand({ Bucket, Key, UploadId }));
    expect(await outcome(s3.send(new ListPartsCommand({ Bucket, Key, UploadId })))).toBe(
      'NoSuchUpload/404',
    );
    expect(await outcome(head(Key))).toBe('NotFound/404');
  });

  it('should refuse parts that are wrong, too small or out of order', async () => {
    const Key = 'refused';
    const { UploadId } = await s3.send(new CreateMultipartUploadCommand({ Bucket, Key }));
    const upload = (PartNumber: number) =>
      s3.send(new UploadPartCommand({ Bucket, Key, UploadId, PartNumber, Body: 'tiny' }));
    const [{ ETag }] = [await upload(1), await upload(2)];
    const complete = (...Parts: { PartNumber: number; ETag?: string }[]) =>
      outcome(
        s3.send(
          new CompleteMultipartUploadCommand({ Bucket, Key, UploadId, MultipartUpload: { Parts } }),
        ),
      );
    const [one, two] = [1, 2].map((PartNumber) => ({ PartNumber, ETag }) as const);
    if (!one || !two) throw new Error('unreachable');
    expect(await complete({ PartNumber: 1, ETag: '"x"' })).toBe('InvalidPart/400');
    expect(await complete(two, one)).toBe('InvalidPartOrder/400');
    expect(await complete(one, two)).toBe('EntityTooSmall/400');
    expect(await complete(one)).toBe('ok');
    expect(await read(Key)).toBe('tiny');
  });
});

describe('presigned URLs', () => {
  const sign = (command: GetObjectCommand, expiresIn = 60, signingDate?: Date) =>
    getSignedUrl(s3, command, { expiresIn, signingDate });
  const presignedGet = () => new GetObjectCommand({ Bucket, Key: 'presigned' });

  beforeAll(() => put('presigned', '0123456789'));

  it('should give the object, a range of it, and headers as wished', async () => {
    const ResponseContentDisposition = 'attachment; filename="x.bin"';
    const url = await sign(
      new GetObjectCommand({ Bucket, Key: 'presigned', ResponseContentDisposition }),
    );
    const whole = await fetch(url);
    expect(await whole.text()).toBe('0123456789');
    expect(whole.headers.get('content-disposition')).toBe(ResponseContentDisposition);
    const range = await fetch(url, { headers: { range: 'bytes=2-5' } });
    expect([range.status, await range.text()]).toEqual([206, '2345']);
  });

  it('should take an upload that was signed without a checksum', async () => {
    const plain = sdkClient(endpoint, { requestChecksumCalculation: 'WHEN_REQUIRED' });
    const command = new PutObjectCommand({ Bucket, Key: 'up', ContentType: 'image/png' });
    const url = await getSignedUrl(plain, command, { expiresIn: 60 });
    plain.destroy();
    const headers = { 'content-type': 'image/png' };
    const response = await fetch(url, { method: 'PUT', body: 'PNG!', headers });
    expect(response.status).toBe(200);
    expect(await read('up')).toBe('PNG!');
    expect((await head('up')).ContentType).toBe('image/png');
  });

  it('should be refused when tampered with', async () => {
    await put('secret', 'x');
    const url = await sign(presignedGet());
    expect((await fetch(url.replace('/presigned?', '/secret?'))).status).toBe(403);
    expect((await fetch(url, { method: 'DELETE' })).status).toBe(403);
    expect((await fetch(url.replace('Expires=60', 'Expires=6000'))).status).toBe(403);
  });

  it('should be refused when they expired', async () => {
    const url = await sign(presignedGet(), 60, new Date(Date.now() - 3_600_000));
    expect((await fetch(url)).status).toBe(403);
  });
});

describe('strangers', () => {
  const list = async (keys: { accessKey?: string; secretKey?: string }) => {
    const client = sdkClient({ ...endpoint, ...keys });
    return outcome(client.send(new ListObjectsV2Command({ Bucket }))).finally(() =>
      client.destroy(),
    );
  };

  it('should be refused with a wrong secret or a wrong access key', async () => {
    expect(await list({})).toBe('ok');
    expect(await list({ secretKey: 'wrong' })).toBe('SignatureDoesNotMatch/403');
    expect(await list({ accessKey: 'WHO' })).toBe('InvalidAccessKeyId/403');
  });

  it('should be refused without a signature', async () => {
    await put('private', 'x');
    const url = `${endpoint.url}/${Bucket}/private`;
    expect((await fetch(url)).status).toBe(403);
    expect((await fetch(url, { method: 'PUT', body: 'y' })).status).toBe(403);
    expect((await fetch(url, { method: 'DELETE' })).status).toBe(403);
    expect((await fetch(`${endpoint.url}/${Bucket}`)).status).toBe(403);
    expect(await read('private')).toBe('x');
  });

  it('should hear their refusal also when they send much', async () => {
    const wrong = sdkClient({ ...endpoint, secretKey: 'wrong' });
    const command = new PutObjectCommand({ Bucket, Key: 'much', Body: randomBytes(5_000_000) });
    expect(await outcome(wrong.send(command))).toBe('SignatureDoesNotMatch/403');
    wrong.destroy();
  });
});

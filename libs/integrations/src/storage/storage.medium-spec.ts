import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import { ScriptedServer } from '../scripted-server.fixture';
import { Storage } from './storage.client';
import type { StorageConfig } from './storage.env';
import { StoredObjectNotFound } from './storage.errors';

const env = (name: string) => process.env[name] ?? '';
const configOf = (changes: Partial<StorageConfig> = {}): StorageConfig => ({
  MINIO_ENDPOINT: env('TEST_S3_ENDPOINT'),
  MINIO_ACCESS_KEY: env('TEST_S3_ACCESS_KEY'),
  MINIO_SECRET_KEY: env('TEST_S3_SECRET_KEY'),
  MINIO_BUCKET_NAME: `test-storage-${randomUUID().slice(0, 8)}`,
  MINIO_SECURE: false,
  ...changes,
});
const text = { contentType: 'text/plain' };

function* megabytes(count: number) {
  for (let i = 0; i < count; i += 1) yield Buffer.alloc(1024 * 1024, i);
}

describe('Storage', () => {
  const config = configOf();
  const storage = new Storage(config);
  beforeAll(() => storage.ensureBucket());

  it('should create the bucket once, however often it is asked', async () => {
    const other = new Storage(configOf());
    await expect(
      other.put('a', Buffer.from('a'), { contentType: 'text/plain' }),
    ).rejects.toMatchObject({ kind: 'rejected', status: 404 });
    await Promise.all([other.ensureBucket(), other.ensureBucket()]);
    await other.ensureBucket();
    await expect(other.head('a')).resolves.toBeNull();
  });

  it('should give back what was stored', async () => {
    await storage.put('a/привет 1.txt', Buffer.from('hello'), text);
    await expect(storage.getBytes('a/привет 1.txt')).resolves.toEqual(Buffer.from('hello'));
    const { body, ...about } = await storage.get('a/привет 1.txt');
    body.destroy();
    expect(about).toEqual({ contentType: 'text/plain', size: 5 });
    await expect(storage.head('a/привет 1.txt')).resolves.toEqual({
      contentType: 'text/plain',
      size: 5,
      etag: '5d41402abc4b2a76b9719d911017c592',
    });
  });

  it.each([0, 1, 12])('should store a stream of %i MB whose length nobody told', async (size) => {
    await storage.put('stream', Readable.from(megabytes(size)), text);
    const stored = await storage.getBytes('stream');
    expect(stored.equals(Buffer.concat([...megabytes(size)]))).toBe(true);
  });

  it('should leave nothing behind when a source ends early or fails', async () => {
    const short = Readable.from(megabytes(7));
    const put = storage.put('broken', short, { ...text, size: 8 * 1024 * 1024 });
    await expect(put).rejects.toMatchObject({
      kind: 'unavailable',
      errorType: 'incomplete-source',
    });
    const gone = new Error('the telephone fell into the sea');
    const failing = Readable.from(
      (function* () {
        yield* megabytes(6);
        throw gone;
      })(),
    );
    await expect(storage.put('broken', failing, text)).rejects.toBe(gone);
    await expect(storage.head('broken')).resolves.toBeNull();
  });

  it('should tell what is missing', async () => {
    await expect(storage.head('nothing')).resolves.toBeNull();
    await expect(storage.get('nothing')).rejects.toBeInstanceOf(StoredObjectNotFound);
    await expect(storage.getBytes('nothing')).rejects.toMatchObject({ key: 'nothing' });
  });

  it('should delete many at once, also what is gone already', async () => {
    await storage.put('d/1', Buffer.from('1'), text);
    await storage.put('d/2', Buffer.from('2'), text);
    await storage.delete(['d/1', 'd/2', 'd/3']);
    await storage.delete([]);
    await expect(storage.head('d/1')).resolves.toBeNull();
    await expect(storage.head('d/2')).resolves.toBeNull();
  });

  it('should give strangers an address that works for a while', async () => {
    await storage.put('p', Buffer.from('for all'), text);
    const response = await fetch(await storage.presignGet('p', 60));
    await expect(response.text()).resolves.toBe('for all');
  });

  it('should sign for the public address when there is one', async () => {
    const open = new Storage({ ...config, MINIO_PUBLIC_URL: 'https://files.example.org' });
    const url = new URL(await open.presignGet('a b', 99_999_999));
    expect(url.origin).toBe('https://files.example.org');
    expect(url.pathname).toBe(`/${config.MINIO_BUCKET_NAME}/a%20b`);
    expect(url.searchParams.get('X-Amz-Expires')).toBe('604800');
  });

  it('should say that the key is wrong', async () => {
    const wrong = new Storage({ ...config, MINIO_SECRET_KEY: 'wrong-secret' });
    const failure = { kind: 'unauthorized', retryable: false };
    await expect(wrong.ensureBucket()).rejects.toMatchObject(failure);
    await expect(wrong.put('x', Buffer.from('x'), text)).rejects.toMatchObject(failure);
  });

  it('should say that the server is away', async () => {
    const gone = await ScriptedServer.start();
    const MINIO_ENDPOINT = new URL(gone.url).host;
    await gone.close();
    const failure = { provider: 'storage', kind: 'unavailable', retryable: true };
    const away = new Storage({ ...config, MINIO_ENDPOINT });
    await expect(away.getBytes('x')).rejects.toMatchObject(failure);
  });
});

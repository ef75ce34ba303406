import { randomUUID } from 'node:crypto';
import { open, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { newDataDir } from '../s3-contract.fixture';
import { ObjectStore } from './object-store';

const unconditional = () => undefined;
const description = { headers: { 'content-type': 'text/plain' }, metadata: {}, tags: {} };

let dataDir: string;
let store: ObjectStore;

beforeEach(async () => {
  dataDir = await newDataDir();
  store = await ObjectStore.open(dataDir);
  await store.create('photos');
});

afterEach(() => rm(dataDir, { recursive: true }));

const put = (key: string, content: string) =>
  store.scratch.use(async (file) => {
    await writeFile(file, content);
    const fields = { key, size: content.length, etag: randomUUID(), checksums: {} };
    return store.bucket('photos').put(file, { ...fields, ...description }, unconditional);
  });

const read = (key: string) => store.bucket('photos').read(key, (_, file) => readFile(file, 'utf8'));

async function filesOnDisk(folder = dataDir): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((e) => path.join(e.parentPath, e.name));
}

describe('ObjectStore', () => {
  it('should find everything again when it is opened again', async () => {
    await put('a', 'first');
    await put('b', 'second');
    await store.bucket('photos').updateTags('b', { kind: 'test' });
    store = await ObjectStore.open(dataDir);
    expect(store.bucket('photos').keys).toEqual(['a', 'b']);
    expect(await read('a')).toBe('first');
    expect(store.bucket('photos').get('b')).toMatchObject({
      ...description,
      tags: { kind: 'test' },
    });
  });

  it.each([
    '../../../../escape',
    '/etc/passwd',
    'a/../../..',
    '.',
    '\0',
    'x'.repeat(1024),
    'nul',
    '🙂\n',
  ])('should keep the key %j inside its folder', async (key) => {
    await put(key, 'caught');
    expect(await read(key)).toBe('caught');
    const objects = path.join(dataDir, 'buckets', 'photos', 'objects');
    const names = (await filesOnDisk(objects)).map((file) => path.relative(objects, file));
    expect(names.sort()).toEqual(
      [
        expect.stringMatching(/^[0-9a-f]{2}\/[0-9a-f]{64}\.[0-9a-f-]{36}$/),
        expect.stringMatching(/^[0-9a-f]{2}\/[0-9a-f]{64}\.json$/),
      ].sort((a, b) => String(a).localeCompare(String(b))),
    );
  });

  it('should keep keys apart that differ by case alone', async () => {
    await put('Key', 'upper');
    await put('key', 'lower');
    expect([await read('Key'), await read('key')]).toEqual(['upper', 'lower']);
  });

  it('should list keys by their UTF-8 bytes', async () => {
    // UTF-16, which JavaScript sorts by, puts the last two the other way round.
    const keys = ['a', 'a/b', 'a0', 'ж', '\uffee', '😀'];
    for (const key of [...keys].reverse()) await put(key, key);
    expect(store.bucket('photos').keys).toEqual(keys);
  });

  it('should give a reader the old bytes whole while a writer replaces them', async () => {
    await put('a', 'old');
    const file = await store.bucket('photos').read('a', (_, path) => open(path));
    await put('a', 'new');
    expect(await file.readFile('utf8')).toBe('old');
    await file.close();
    expect(await read('a')).toBe('new');
  });

  it('should send a reader to the new bytes when the old ones went before it opened them', async () => {
    await put('a', 'old');
    let replaced = false;
    const content = await store.bucket('photos').read('a', async (_, file) => {
      if (!replaced) await put('a', 'new');
      replaced = true;
      return readFile(file, 'utf8');
    });
    expect(content).toBe('new');
  });

  it('should tell a reader that an object went before it opened it', async () => {
    await put('a', 'old');
    const reading = store.bucket('photos').read('a', async (_, file) => {
      await store.bucket('photos').remove('a', unconditional);
      return readFile(file, 'utf8');
    });
    await expect(reading).rejects.toMatchObject({ code: 'NoSuchKey' });
  });

  it('should leave one pair of files per object, however often it was replaced', async () => {
    await Promise.all(Array.from({ length: 20 }, (_, i) => put('a', `version ${i}`)));
    expect(await filesOnDisk(path.join(dataDir, 'buckets', 'photos', 'objects'))).toHaveLength(2);
    await store.bucket('photos').remove('a', unconditional);
    expect(await filesOnDisk(path.join(dataDir, 'buckets', 'photos', 'objects'))).toEqual([]);
  });

  it('should clear away what a crash left half done', async () => {
    const { revision } = await put('a', 'whole');
    const [content = ''] = (await filesOnDisk()).filter((file) => file.endsWith(revision));
    await writeFile(content.replace(revision, randomUUID()), 'never described');
    await writeFile(path.join(dataDir, 'scratch', 'half'), 'hal');
    store = await ObjectStore.open(dataDir);
    expect(await read('a')).toBe('whole');
    const left = (await filesOnDisk()).map((file) => path.relative(dataDir, file));
    expect(left).toHaveLength(3);
    expect(left).toContain(path.join('buckets', 'photos', 'bucket.json'));
  });

  it('should not delete a bucket that gets an object at that moment', async () => {
    const writing = put('a', 'content');
    await store.scratch.use(async (file) => {
      await writeFile(file, 'x');
      const fields = { key: 'b', size: 1, etag: 'x', checksums: {}, ...description };
      const committing = store.bucket('photos').put(file, fields, unconditional);
      await expect(store.delete('photos')).rejects.toMatchObject({ code: 'BucketNotEmpty' });
      await committing;
    });
    await writing;
    expect(store.bucket('photos').keys).toEqual(['a', 'b']);
  });

  it('should refuse to write into a bucket that was deleted meanwhile', async () => {
    const bucket = store.bucket('photos');
    await store.delete('photos');
    await expect(bucket.remove('a', unconditional)).rejects.toMatchObject({ code: 'NoSuchBucket' });
    expect(await filesOnDisk(path.join(dataDir, 'buckets'))).toEqual([]);
  });

  it.each(['ab', '..', '-photos', 'Photos', 'a..b', 'x'.repeat(64)])(
    'should refuse the bucket name %s',
    async (name) => {
      await expect(store.create(name)).rejects.toMatchObject({ code: 'InvalidBucketName' });
    },
  );
});

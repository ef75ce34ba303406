import { execFile, spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import {
  CreateBucketCommand,
  GetObjectCommand,
  HeadObjectCommand,
  PutObjectCommand,
  paginateListObjectsV2,
} from '@aws-sdk/client-s3';
import type { S3Client } from '@aws-sdk/client-s3';
import { contentOf, newDataDir, outcome, sdkClient } from './s3-contract.fixture';
import { startS3Server } from './s3-server';

const keys = { accessKey: 'sandbox', secretKey: 'sandbox-secret' };
const Bucket = 'photos';
const WRITERS = 4;
const ROUNDS = 3;
const BODY_BYTES = 200_000;
const ROOT = path.join(__dirname, '../../../..');
const ROLLDOWN = path.join(ROOT, 'node_modules/rolldown/bin/cli.mjs');

let folder: string;
const children: ChildProcess[] = [];

beforeAll(async () => {
  folder = await newDataDir();
  const source = path.join(__dirname, 's3-server.ts');
  const bundling = [ROLLDOWN, source, '--platform', 'node', '--file', bundle()];
  await promisify(execFile)(process.execPath, bundling);
}, 60_000);

afterAll(async () => {
  for (const child of children) child.kill('SIGKILL');
  await rm(folder, { recursive: true });
});

const bundle = () => path.join(folder, 'server.mjs');
const dataDir = () => path.join(folder, 'data');

/** The server in a process of its own, which can be killed. */
async function spawnServer(): Promise<{ child: ChildProcess; url: string }> {
  const script = `
    const { startS3Server } = await import(process.argv[1]);
    console.log((await startS3Server(JSON.parse(process.argv[2]))).url);`;
  const options = JSON.stringify({ port: 0, dataDir: dataDir(), ...keys });
  const child = spawn(process.execPath, ['--input-type=module', '-e', script, bundle(), options], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  children.push(child);
  const [line] = await once(child.stdout, 'data');
  return { child, url: String(line).trim() };
}

/** Replaces a key over and over; gives the last version that the server acknowledged. */
async function writeUntilRefused(s3: S3Client, Key: string, from: number): Promise<number> {
  for (let version = from; ; version++) {
    const Body = Buffer.alloc(BODY_BYTES, `${Key} ${version};`);
    try {
      await s3.send(new PutObjectCommand({ Bucket, Key, Body }));
    } catch {
      return version - 1;
    }
  }
}

describe('a killed server', () => {
  it('should have kept all that it acknowledged, each object whole', async () => {
    const names = Array.from({ length: WRITERS }, (_, i) => `key-${i}`);
    const acknowledged = new Map(names.map((name) => [name, 0]));
    for (let round = 0; round < ROUNDS; round++) {
      const { child, url } = await spawnServer();
      const s3 = sdkClient({ url, ...keys });
      if (round === 0) await s3.send(new CreateBucketCommand({ Bucket }));
      const writing = names.map(async (name) => {
        const from = (acknowledged.get(name) ?? 0) + 1;
        acknowledged.set(name, await writeUntilRefused(s3, name, from));
      });
      const [probe] = names;
      await untilWritten(s3, `${probe}`, (acknowledged.get(`${probe}`) ?? 0) + 5);
      child.kill('SIGKILL');
      await Promise.all([...writing, once(child, 'exit')]);
      s3.destroy();
    }

    const server = await startS3Server({ port: 0, dataDir: dataDir(), ...keys });
    const s3 = sdkClient({ url: server.url, ...keys });
    for (const name of names) {
      const version = await versionOf(s3, name);
      const last = acknowledged.get(name) ?? 0;
      // The write under way when the process died may have been finished, though nobody heard it.
      expect([last, last + 1]).toContain(version);
    }
    const pages = paginateListObjectsV2({ client: s3 }, { Bucket });
    for await (const { KeyCount } of pages) expect(KeyCount).toBe(WRITERS);
    s3.destroy();
    await server.close();
    expect(await readdir(path.join(dataDir(), 'scratch'))).toEqual([]);
  }, 60_000);
});

/** The version that stands in an object's bytes, which must be of that version throughout. */
async function versionOf(s3: S3Client, Key: string): Promise<number> {
  const content = await contentOf(await s3.send(new GetObjectCommand({ Bucket, Key })));
  const version = Number(/^key-\d+ (\d+);/.exec(content.toString())?.[1]);
  expect(content.equals(Buffer.alloc(BODY_BYTES, `${Key} ${version};`))).toBe(true);
  return version;
}

async function untilWritten(s3: S3Client, Key: string, version: number): Promise<void> {
  for (;;) {
    const found = (await outcome(s3.send(new HeadObjectCommand({ Bucket, Key })))) === 'ok';
    if (found && (await versionOf(s3, Key)) >= version) return;
  }
}

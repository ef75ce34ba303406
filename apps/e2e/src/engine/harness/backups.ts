import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { GetObjectCommand, ListObjectsV2Command, S3Client } from '@aws-sdk/client-s3';
import { docker, Failed, type Ran, run } from './engine';
import { imageOf } from './images';
import type { Installation } from './installation';

const SERVICES = [
  'bot-polling-1',
  'bot-polling-2',
  'avatar-worker',
  'transcription-worker',
  'standby-controller',
  'webhook-api-1',
  'webhook-api-2',
];

/** What an operator does with the backups of an installation. */
export class Backups {
  readonly folder: string;
  /** Private key of age, where a host that is lost does not take it along. */
  readonly identity: string;

  private constructor(
    private readonly installation: Installation,
    readonly image: string,
    keys: string,
  ) {
    this.folder = path.join(installation.home, 'backups');
    this.identity = path.join(keys, 'age.key');
  }

  /** With a key pair of age, by which the installation encrypts from its next start of backups on. */
  static async of(installation: Installation, tag: string, keys: string): Promise<Backups> {
    const image = imageOf('backup', tag, installation.registry);
    const backups = new Backups(installation, image, keys);
    const key = await docker('run', '--rm', image, 'age-keygen');
    await writeFile(backups.identity, key);
    await mkdir(backups.folder);
    await installation.set({ BACKUP_AGE_RECIPIENT: /age1\w+/.exec(key)![0] });
    return backups;
  }

  /** Runs backups.sh. @throws Error with what it said, unless it ends with code 0 */
  async do(action: string): Promise<string> {
    const { code, stdout, stderr } = await this.installation.script('backups.sh', action);
    if (code !== 0) throw new Error(`backups.sh ${action} ended with ${code}:\n${stdout}${stderr}`);
    return stdout + stderr;
  }

  /** @returns the stamp of a backup that was made just now */
  async now(): Promise<string> {
    return /Backup (\w+):/.exec(await this.do('now'))![1]!;
  }

  async stamps(): Promise<string[]> {
    return (await readdir(this.folder)).filter((name) => /^\d{8}T\d{6}Z$/.test(name)).sort();
  }

  metrics(): Promise<string> {
    return readFile(path.join(this.folder, 'metrics/backup.prom'), 'utf8');
  }

  /** @returns what restore.sh said, and the code that it ended with */
  async restore(...options: string[]): Promise<Ran & { code: number }> {
    return this.installation.script('../backup/restore.sh', ...options);
  }

  /** Runs a program in the image as the service does, but in a network and on a disk of its own. */
  async alone(
    network: string,
    program: string,
    ...options: string[]
  ): Promise<Ran & { code: number }> {
    const mounts = ['--volume', `${this.installation.home}/secrets:/run/secrets:ro`, ...options];
    try {
      const args = [
        'run',
        '--rm',
        '--network',
        network,
        ...mounts,
        this.image,
        'bash',
        '-c',
        program,
      ];
      return { ...(await run('docker', args)), code: 0 };
    } catch (error) {
      if (error instanceof Failed) return { ...error.ran, code: Number(error.ran.code) };
      throw error;
    }
  }

  /** What the folder holds was written by root. */
  async close(): Promise<void> {
    const mount = ['--volume', `${this.folder}:/backups`];
    await docker(
      'run',
      '--rm',
      ...mount,
      this.image,
      'sh',
      '-c',
      'rm -rf /backups/* /backups/.[!.]*',
    );
    await rm(path.dirname(this.identity), { recursive: true, force: true });
  }
}

/** The host as a new one: nothing is left but the folder of backups, and the strangers' programs. */
export async function loseHost(installation: Installation): Promise<void> {
  await installation.destroy();
  for (const name of await readdir(installation.home)) {
    if (['backups', 'sandbox'].includes(name)) continue;
    await rm(path.join(installation.home, name), { recursive: true, force: true });
  }
}

/** Nobody writes while this is done. */
export async function withAppsPaused<Result>(
  installation: Installation,
  work: () => Promise<Result>,
): Promise<Result> {
  const ids = await Promise.all(SERVICES.map((service) => installation.containerOf(service)));
  await docker('pause', ...ids);
  try {
    return await work();
  } finally {
    await docker('unpause', ...ids);
  }
}

/** Of each table how many rows it has, and a digest of them all. */
export async function digestsOfTables(installation: Installation): Promise<Record<string, string>> {
  const tables = await installation.rows<{ name: string }>(
    `select table_name as name from information_schema.tables
     where table_schema = 'public' and table_type = 'BASE TABLE' order by 1`,
  );
  const digests: Record<string, string> = {};
  for (const { name } of tables) {
    const [row] = await installation.rows<{ digest: string }>(
      `select count(*) || ' ' || md5(coalesce(string_agg(row, '' order by row), '')) as digest
       from (select md5(t::text) as row from "${name}" t) rows`,
    );
    digests[name] = row!.digest;
  }
  return digests;
}

/** The installation's bucket, from this machine. */
export async function bucketOf(installation: Installation): Promise<S3Client> {
  const secret = (name: string) => readFile(path.join(installation.home, 'secrets', name), 'utf8');
  return new S3Client({
    endpoint: `http://${await installation.addressOf('s3', 'aisha_storage')}:9000`,
    region: 'us-east-1',
    forcePathStyle: true,
    credentials: {
      accessKeyId: await secret('s3_access_key'),
      secretAccessKey: await secret('s3_secret_key'),
    },
  });
}

/** SHA-256 of each object, by its key. */
export async function digestsOfObjects(
  installation: Installation,
): Promise<Record<string, string>> {
  const s3 = await bucketOf(installation);
  const { Contents = [] } = await s3.send(new ListObjectsV2Command({ Bucket: 'aisha' }));
  const digests: Record<string, string> = {};
  for (const { Key } of Contents) {
    const { Body } = await s3.send(new GetObjectCommand({ Bucket: 'aisha', Key }));
    digests[Key!] = createHash('sha256')
      .update(await Body!.transformToByteArray())
      .digest('hex');
  }
  s3.destroy();
  return digests;
}

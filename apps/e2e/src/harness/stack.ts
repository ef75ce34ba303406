import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import {
  createTestDatabase,
  eventually,
  type TestBucket,
  testBucket,
  testRedisUrl,
} from '@aisha/testing';
import { freePort } from '@aisha/servers';
import {
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import pg from 'pg';
import { LogWatch } from './leaks/log-watch';
import { Person } from './person';
import { isolatedPrograms, Program } from './program';

export const APPS = [
  'bot-gateway',
  'standby-controller',
  'avatar-worker',
  'transcription-worker',
  'webhook-api',
] as const;
export type AppName = (typeof APPS)[number];

const TOKEN = '7000000001:sandbox-token-of-the-end-to-end-tests';
const SECRETS = {
  CALLBACK_SECRET: 'callback-secret-of-the-tests',
  CONTROL_TOKEN: 'control-token-of-the-tests',
  MINIO_WEBHOOK_TOKEN: 'minio-token-of-the-tests',
  FAL_KEY: 'fal-id:fal-secret',
  OPENAI_API_KEY: 'sk-sandbox',
};
/** A second or two; a machine that is busy with other things takes many times that. */
const START_MS = 60_000;

export type Env = Record<string, string>;

export interface StackOptions {
  /** Addresses of migrated servers of its own, in place of those of the test run. */
  servers?: Pick<Env, 'DATABASE_URL' | 'REDIS_URL'>;
  /** Has the last word on the environment of each process, before it starts: to put a proxy before an address. */
  envOf?: (instance: string, env: Env) => Promise<Env>;
}

/** The whole product as processes of their own, on servers and stand-ins of its own. */
export class Stack {
  readonly secrets = SECRETS;
  private readonly closers: (() => Promise<unknown>)[] = [];
  private readonly apps = new Map<string, Program>();
  private readonly ports = new Map<string, number>();
  private programs!: string;
  private env!: Env;
  private options!: StackOptions;
  private logs!: LogWatch;
  urls!: Record<'chat' | 'telegram' | 'fal' | 'openai', string>;
  sql!: pg.Client;
  bucket!: {
    name: string;
    deleteObject(key: string): Promise<unknown>;
    putObject(key: string, bytes: Buffer): Promise<unknown>;
    hasObject(key: string): Promise<boolean>;
    /** Up to a thousand. */
    keys(prefix: string): Promise<string[]>;
    read(key: string): Promise<Buffer>;
  };
  readonly token = TOKEN;
  readonly botId = Number(TOKEN.split(':')[0]);

  /** @param overrides environment of the apps on top of the usual */
  static async start(overrides: Env = {}, options: StackOptions = {}): Promise<Stack> {
    const stack = new Stack();
    stack.options = options;
    try {
      await stack.open(overrides);
      return stack;
    } catch (error) {
      await stack.close();
      throw error;
    }
  }

  get redisUrl(): string {
    return this.env['REDIS_URL']!;
  }

  /** @param name of the app, or of a replica */
  app(name: string): Program {
    return this.apps.get(name)!;
  }

  address(name: string): string {
    return `http://127.0.0.1:${this.ports.get(name)}`;
  }

  /** One more process of an app, healthy, under an instance name of its own. */
  async addReplica(app: AppName, instance: string, overrides: Env = {}): Promise<Program> {
    this.ports.set(instance, await freePort());
    await this.startApp(app, instance, overrides);
    await this.healthy(instance);
    return this.app(instance);
  }

  newPerson(
    languageCode: 'ru' | 'en' = 'ru',
    firstName?: string,
    as?: { id?: number; username?: string },
  ): Promise<Person> {
    return Person.arrive(`${this.urls.chat}/api`, languageCode, firstName, as);
  }

  /** Orders a fault at a stand-in. */
  async order(standIn: 'telegram' | 'fal' | 'openai', fault: object): Promise<void> {
    await fetch(new URL('/_sandbox/faults', this.urls[standIn]), {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(fault),
    });
  }

  async clearFaults(): Promise<void> {
    for (const standIn of ['telegram', 'fal', 'openai'] as const) {
      await fetch(new URL('/_sandbox/faults', this.urls[standIn]), { method: 'DELETE' });
    }
  }

  async rows<Row>(text: string, values: unknown[] = []): Promise<Row[]> {
    return (await this.sql.query(text, values)).rows as Row[];
  }

  /** What a person can spend, as the ledger says. */
  async balance(person: Person): Promise<number> {
    const [row] = await this.rows<{ balance: string }>(
      `select balance from ledger_accounts a join users u on u.id = a.user_id
       where a.kind = 'available' and u.telegram_id = $1`,
      [person.id],
    );
    return Number(row?.balance ?? 0);
  }

  async restart(name: string, signal: NodeJS.Signals = 'SIGKILL'): Promise<void> {
    await this.app(name).stop(signal);
    this.app(name).start();
    await this.healthy(name);
  }

  async healthy(name: string): Promise<void> {
    await eventually(
      async () => {
        const response = await fetch(`${this.address(name)}/health`).catch(() => undefined);
        if (response?.status === 200) return;
        const detail = response ? await response.text() : this.app(name).output.slice(-2_000);
        throw new Error(`${name} is not healthy: ${detail}`);
      },
      { timeoutMs: START_MS },
    );
  }

  /** Where each process writes `<instance>.log`. */
  get logFolder(): string {
    return this.logs.folder;
  }

  /** Ends everything; fails where a log of an app holds a secret or words of a person. */
  async close(): Promise<void> {
    const words = await this.logs.words((sql) => this.rows(sql));
    await Promise.all([...this.apps.values()].map((app) => app.stop()));
    for (const closer of this.closers.reverse()) await closer();
    await this.logs.search(words);
  }

  private async open(overrides: Env): Promise<void> {
    this.logs = await LogWatch.open();
    this.programs = await isolatedPrograms();
    this.closers.push(() => rm(this.programs, { recursive: true, force: true }));
    const servers = this.options.servers ?? (await this.sharedServers());
    const bucket = await testBucket();
    this.closers.push(() => bucket.close());
    this.bucket = openBucket(bucket);
    for (const name of APPS) this.ports.set(name, await freePort());
    await this.startSandbox();
    this.sql = new pg.Client({ connectionString: servers.DATABASE_URL });
    this.sql.on('error', () => undefined); // its database is dropped at the end
    await this.sql.connect();
    this.closers.push(() => this.sql.end());
    this.env = {
      ...this.commonEnv(),
      ...servers,
      ...bucket.settings,
      MINIO_SECURE: 'false',
      MINIO_PUBLIC_URL: bucket.endpoint,
      ...overrides,
    };
    for (const name of APPS) await this.startApp(name, name);
    await Promise.all(APPS.map((name) => this.healthy(name)));
  }

  private async sharedServers() {
    const database = await createTestDatabase();
    this.closers.push(() => database.close());
    return { DATABASE_URL: database.url, REDIS_URL: await testRedisUrl() };
  }

  private async startApp(app: AppName, instance: string, overrides: Env = {}): Promise<void> {
    const env = {
      ...this.env,
      HTTP_PORT: String(this.ports.get(instance)),
      INSTANCE_ID: instance,
      ...overrides,
    };
    const given = (await this.options.envOf?.(instance, env)) ?? env;
    this.logs.learn(given);
    const folder = path.join(this.programs, 'apps', app);
    const program = new Program(instance, folder, given, this.logs.fileOf(instance));
    this.apps.set(instance, program);
    program.start();
  }

  private commonEnv(): Env {
    const { telegram, fal, openai } = this.urls;
    return {
      ...SECRETS,
      TELEGRAM_BOT_TOKEN: TOKEN,
      TELEGRAM_API_ROOT: telegram,
      FAL_QUEUE_URL: `${fal}/queue`,
      FAL_REST_URL: `${fal}/rest`,
      FAL_WEBHOOK_JWKS_URL: `${fal}/rest/.well-known/jwks.json`,
      OPENAI_BASE_URL: openai,
      PUBLIC_URL: `http://127.0.0.1:${this.ports.get('webhook-api')}`,
      WELCOME_CREDITS: '500',
      RATE_LIMIT_PER_MINUTE: '100000', // people of the tests write faster than people do
      HTTP_HOST: '127.0.0.1',
      LOG_LEVEL: 'INFO',
    };
  }

  private async startSandbox(): Promise<void> {
    const dataDir = await mkdtemp(path.join(tmpdir(), 'aisha-e2e-'));
    this.closers.push(() => rm(dataDir, { recursive: true, force: true }));
    const sandbox = new Program('sandbox', path.join(this.programs, 'tools/sandbox'), {
      SANDBOX_DATA_DIR: dataDir,
      SANDBOX_PARTS: 'telegram,fal,openai',
      SANDBOX_CHAT_PORT: '0',
      SANDBOX_TELEGRAM_PORT: '0',
      SANDBOX_FAL_PORT: '0',
      SANDBOX_OPENAI_PORT: '0',
      SANDBOX_TELEGRAM_TOKEN: TOKEN,
      SANDBOX_FAL_KEY: SECRETS.FAL_KEY,
      SANDBOX_OPENAI_KEY: SECRETS.OPENAI_API_KEY,
      SANDBOX_FAL_TRAINING_MS: '600',
      SANDBOX_FAL_IMAGE_MS: '200',
    });
    this.closers.push(() => sandbox.stop());
    sandbox.start();
    const ready = await sandbox.line((line) => line.includes('sandbox ready'));
    this.urls = (JSON.parse(ready) as { urls: Stack['urls'] }).urls;
  }
}

function openBucket({ bucket: name, endpoint, accessKey, secretKey }: TestBucket): Stack['bucket'] {
  const s3 = new S3Client({
    endpoint,
    region: 'us-east-1',
    forcePathStyle: true,
    credentials: { accessKeyId: accessKey, secretAccessKey: secretKey },
  });
  return {
    name,
    deleteObject: (key) => s3.send(new DeleteObjectCommand({ Bucket: name, Key: key })),
    putObject: (key, Body) => s3.send(new PutObjectCommand({ Bucket: name, Key: key, Body })),
    hasObject: (key) =>
      s3.send(new HeadObjectCommand({ Bucket: name, Key: key })).then(
        () => true,
        () => false,
      ),
    keys: async (prefix) => {
      const list = new ListObjectsV2Command({ Bucket: name, Prefix: prefix });
      return ((await s3.send(list)).Contents ?? []).map(({ Key }) => Key!);
    },
    read: async (key) => {
      const { Body } = await s3.send(new GetObjectCommand({ Bucket: name, Key: key }));
      return Buffer.from(await Body!.transformToByteArray());
    },
  };
}

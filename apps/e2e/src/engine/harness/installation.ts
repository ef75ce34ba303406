import { randomBytes } from 'node:crypto';
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { freePort } from '@aisha/servers';
import { eventually } from '@aisha/testing';
import pg from 'pg';
import { Person } from '../../harness/person';
import { docker, Failed, type Ran, run } from './engine';
import { buildImage, type ImageName, IMAGES, WORKSPACE } from './images';

const DEPLOY = path.join(WORKSPACE, 'deploy');
const TOKEN = '7000000001:sandbox-token-of-the-engine-specs';
const KEYS = { FAL_KEY: 'fal-id:fal-secret', OPENAI_API_KEY: 'sk-sandbox' };
/** Its server speaks plain S3; the one that compose names by default has no stand-in everywhere. */
const S3_IMAGE = 'quay.io/minio/minio:RELEASE.2025-09-07T16-13-09Z';
/** Our public address, as strangers see it. */
const PUBLIC_HOST = 'aisha.test';
const PUBLIC_URL = `https://${PUBLIC_HOST}:8443`;
const SANDBOX = 'aisha-engine-sandbox';
const START_MS = 120_000;

/** Images that an installation needs beside ours. */
export const INSTALLATION_IMAGES = [
  'node:24-bookworm-slim',
  'debian:bookworm-slim',
  'postgres:17-bookworm',
  'redis:7-bookworm',
  'registry:2',
  'nginx:1.27-alpine',
  S3_IMAGE,
];

/** A server as an operator sets it up: the compose files, secrets as files, a registry, and the deploy scripts. */
export class Installation {
  readonly urls = { chat: '', telegram: '', fal: '', openai: '' };
  readonly registry: string;
  readonly httpsPort: number;
  /** The settings of its own that the installation adds to the compose files. */
  readonly override = OVERRIDE;
  readonly publicUrl = PUBLIC_URL;
  sql!: pg.Client;
  private readonly settings: Record<string, string> = {};

  private constructor(
    readonly home: string,
    private readonly ports: { registry: number; http: number; https: number; sandbox: number[] },
  ) {
    this.registry = `127.0.0.1:${ports.registry}`;
    this.httpsPort = ports.https;
  }

  /** Changes the installation's settings, which take effect with the next deploy. */
  async set(settings: Record<string, string>): Promise<void> {
    Object.assign(this.settings, settings);
    await writeFile(path.join(this.home, '.env'), envFile(this.settings));
  }

  /** Servers, registry and strangers run; nothing of ours is deployed yet. */
  static async open(settings: Record<string, string> = {}): Promise<Installation> {
    await refuseNeighbours();
    const home = await mkdtemp(path.join(tmpdir(), 'aisha-installation-'));
    const [registry, http, https, ...sandbox] = await Promise.all(
      Array.from({ length: 7 }, () => freePort()),
    );
    const ports = { registry: registry!, http: http!, https: https!, sandbox };
    const installation = new Installation(home, ports);
    try {
      await installation.prepare(settings);
      return installation;
    } catch (error) {
      await installation.close();
      throw error;
    }
  }

  /** Builds every image, or these, and pushes them to the installation's registry under this tag. */
  async publish(tag: string, images: readonly ImageName[] = IMAGES): Promise<void> {
    for (const name of images) {
      const image = await buildImage(name, tag, this.registry);
      await docker('push', '--quiet', image);
    }
  }

  /** Gives images that are in the registry another tag. */
  async retag(from: string, to: string, images: readonly ImageName[] = IMAGES): Promise<void> {
    for (const name of images) {
      const image = `${this.registry}/aisha/${name}`;
      await docker('tag', `${image}:${from}`, `${image}:${to}`);
      await docker('push', '--quiet', `${image}:${to}`);
    }
  }

  /** @returns what the script printed and the code that it ended with */
  async script(name: string, ...args: string[]): Promise<Ran & { code: number }> {
    const file = path.join(DEPLOY, 'production', name);
    try {
      return { ...(await run('bash', [file, '--home', this.home, ...args])), code: 0 };
    } catch (error) {
      if (error instanceof Failed) return { ...error.ran, code: Number(error.ran.code) };
      throw error;
    }
  }

  /** @returns what the script said; each line of a step begins with its time of day, in UTC */
  async deploy(tag: string, ...options: string[]): Promise<string> {
    const { code, stdout, stderr } = await this.script(
      'deploy-with-registry.sh',
      '--tag',
      tag,
      ...options,
    );
    if (code !== 0)
      throw new Error(`The deploy of ${tag} ended with ${code}:\n${stdout}\n${stderr}`);
    return stdout;
  }

  async records(): Promise<Record<string, unknown>[]> {
    const text = await readFile(path.join(this.home, 'state/deployments.jsonl'), 'utf8');
    return text
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
  }

  /** The image that each container of a service runs, as its tag. */
  async tagsOf(service: string): Promise<string[]> {
    const names = await docker('ps', '--filter', serviceLabel(service), '--format', '{{.Image}}');
    return names
      .split('\n')
      .filter(Boolean)
      .map((name) => name.slice(name.lastIndexOf(':') + 1));
  }

  containerOf(service: string): Promise<string> {
    return docker('ps', '--quiet', '--filter', serviceLabel(service));
  }

  newPerson(languageCode: 'ru' | 'en' = 'en', firstName?: string): Promise<Person> {
    return Person.arrive(`${this.urls.chat}/api`, languageCode, firstName);
  }

  async rows<Row>(text: string, values: unknown[] = []): Promise<Row[]> {
    return (await this.sql.query(text, values)).rows as Row[];
  }

  async close(): Promise<void> {
    await this.sql?.end();
    await docker('rm', '--force', '--volumes', SANDBOX).catch(() => undefined);
    const ours = await docker('ps', '--all', '--quiet', '--filter', PROJECT);
    if (ours) await docker('rm', '--force', '--volumes', ...ours.split('\n'));
    for (const kind of ['network', 'volume'] as const) {
      const names = await docker(kind, 'ls', '--quiet', '--filter', PROJECT);
      if (names) await docker(kind, 'rm', ...names.split('\n'));
    }
    await rm(this.home, { recursive: true, force: true });
  }

  private async prepare(settings: Record<string, string>): Promise<void> {
    const secrets = path.join(this.home, 'secrets');
    await run('bash', [path.join(DEPLOY, 'production/make-secrets.sh'), secrets], {
      env: { TELEGRAM_BOT_TOKEN: TOKEN, ...KEYS },
    });
    await run('bash', [
      path.join(DEPLOY, 'production/make-trial-certificate.sh'),
      PUBLIC_HOST,
      path.join(this.home, 'tls'),
    ]);
    await this.set({ ...this.usualSettings(), ...settings });
    await writeFile(path.join(this.home, 'docker-compose.override.yml'), OVERRIDE);
    await this.openServers();
    await this.openSandbox();
    await this.openSql();
  }

  private usualSettings(): Record<string, string> {
    return {
      REGISTRY: this.registry,
      REGISTRY_ADDRESS: this.registry,
      SECRETS_DIR: path.join(this.home, 'secrets'),
      TLS_DIR: path.join(this.home, 'tls'),
      HTTP_ADDRESS: `127.0.0.1:${this.ports.http}`,
      HTTPS_ADDRESS: `127.0.0.1:${this.ports.https}`,
      PUBLIC_HOST,
      S3_IMAGE,
      TELEGRAM_API_ROOT: 'http://sandbox:3001',
      FAL_QUEUE_URL: 'http://sandbox:3002/queue',
      FAL_REST_URL: 'http://sandbox:3002/rest',
      FAL_WEBHOOK_JWKS_URL: 'http://sandbox:3002/rest/.well-known/jwks.json',
      OPENAI_BASE_URL: 'http://sandbox:3003/v1',
      PUBLIC_URL,
      WELCOME_CREDITS: '500',
      // People of the specs write faster than people do.
      RATE_LIMIT_PER_MINUTE: '100000',
    };
  }

  /** Postgres, Redis, S3 and the registry by the compose file for those who have none. */
  private async openServers(): Promise<void> {
    const override = path.join(this.home, 'data.override.yml');
    await writeFile(override, DATA_OVERRIDE);
    await this.composeData(
      override,
      'up',
      '--detach',
      '--wait',
      'postgres',
      'redis',
      's3',
      'registry',
    );
  }

  private composeData(override: string, ...args: string[]): Promise<Ran> {
    const file = path.join(DEPLOY, 'docker-compose.data.yml');
    return run('docker', [
      ...['compose', '--project-directory', this.home, '--env-file', `${this.home}/.env`],
      ...['--file', file, '--file', override, ...args],
    ]);
  }

  /** Telegram, FAL and OpenAI, in a container that the apps reach as they reach the internet. */
  private async openSandbox(): Promise<void> {
    const [chat, telegram, fal, openai] = this.ports.sandbox;
    const published = [chat, telegram, fal, openai].flatMap((port, index) => [
      '--publish',
      `127.0.0.1:${port}:${3000 + index}`,
    ]);
    const programs = path.join(this.home, 'sandbox');
    await mkdir(programs);
    await cp(path.join(WORKSPACE, 'dist/tools/sandbox'), programs, { recursive: true });
    for (const [name, subnet] of Object.entries(OUTSIDE)) await docker(...networkOf(name, subnet));
    await docker(
      ...['create', '--name', SANDBOX, '--network', 'aisha_bot_cluster'],
      ...['--network-alias', 'sandbox'],
      ...published,
      ...['--volume', `${programs}:/sandbox:ro`, '--volume', `${this.home}/tls:/tls:ro`],
      ...Object.entries(SANDBOX_ENV).flatMap(([name, value]) => ['--env', `${name}=${value}`]),
      ...['node:24-bookworm-slim', 'node', '/sandbox/main.js'],
    );
    await docker('network', 'connect', '--alias', 'sandbox', 'aisha_cluster', SANDBOX);
    await docker('start', SANDBOX);
    Object.assign(this.urls, {
      chat: `http://127.0.0.1:${chat}`,
      telegram: `http://127.0.0.1:${telegram}`,
      fal: `http://127.0.0.1:${fal}`,
      openai: `http://127.0.0.1:${openai}`,
    });
    await eventually(
      async () => {
        const { ok } = await fetch(`${this.urls.telegram}/_sandbox/state`);
        if (!ok) throw new Error('the stand-ins do not answer');
      },
      { timeoutMs: START_MS },
    );
  }

  /** The host reaches containers even on networks without a way out. */
  private async openSql(): Promise<void> {
    const address = await docker(
      ...['inspect', '--format', '{{.NetworkSettings.Networks.aisha_data.IPAddress}}'],
      await this.containerOf('postgres'),
    );
    const password = await readFile(path.join(this.home, 'secrets/postgres_password'), 'utf8');
    this.sql = new pg.Client(`postgresql://aisha_user:${password}@${address}:5432/aisha`);
    this.sql.on('error', () => undefined); // its server is removed at the end
    await this.sql.connect();
  }
}

const PROJECT = 'label=com.docker.compose.project=aisha';
const serviceLabel = (service: string) => `label=com.docker.compose.service=${service}`;
/** Networks with a way out, on which strangers are met. */
const OUTSIDE = { aisha_bot_cluster: '172.26.0.0/16', aisha_cluster: '172.27.0.0/16' };
/** Fixed addresses lie in the lower half. */
const rangeOf = (subnet: string) => ['--ip-range', subnet.replace('0.0/16', '128.0/17')];
/** As compose makes them: a deploy finds them and takes them for its own. */
const networkOf = (name: string, subnet: string) => [
  ...['network', 'create', '--subnet', subnet, ...rangeOf(subnet)],
  ...['--label', PROJECT.slice('label='.length)],
  ...['--label', `com.docker.compose.network=${name}`, name],
];
/** Where the name of our public address leads. */
const OVERRIDE = `
services:
  nginx:
    networks:
      aisha_cluster:
        aliases: [${PUBLIC_HOST}]
`;

const SANDBOX_ENV = {
  SANDBOX_DATA_DIR: '/tmp',
  SANDBOX_PARTS: 'telegram,fal,openai',
  SANDBOX_HOST: '0.0.0.0',
  SANDBOX_TELEGRAM_TOKEN: TOKEN,
  SANDBOX_FAL_KEY: KEYS.FAL_KEY,
  SANDBOX_OPENAI_KEY: KEYS.OPENAI_API_KEY,
  SANDBOX_FAL_TRAINING_MS: '600',
  SANDBOX_FAL_IMAGE_MS: '200',
  // It calls our public address, whose certificate is of our own making.
  NODE_EXTRA_CA_CERTS: '/tls/fullchain.pem',
};

const DATA_OVERRIDE = `
services:
  s3:
    entrypoint: !reset null
    command: [server, /data]
    environment:
      MINIO_ROOT_USER_FILE: /run/secrets/s3_access_key
      MINIO_ROOT_PASSWORD_FILE: /run/secrets/s3_secret_key
`;

const envFile = (settings: Record<string, string>): string =>
  Object.entries(settings)
    .map(([name, value]) => `${name}=${value}\n`)
    .join('');

/** The names of an installation are fixed: beside another one the specs would take its containers for theirs. */
async function refuseNeighbours(): Promise<void> {
  const running = await docker('ps', '--quiet', '--filter', PROJECT);
  if (running)
    throw new Error('An installation runs on this engine: these specs would disturb it.');
}

/** Random enough for a tag that nobody else uses. */
export const newTag = (): string => randomBytes(6).toString('hex');

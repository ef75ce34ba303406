import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { freePort } from '@aisha/servers';
import pg from 'pg';
import { Person } from '../../harness/person';
import { docker, Failed, type Ran, run } from './engine';
import { buildImage, type ImageName, IMAGES, WORKSPACE } from './images';
import { closeSandbox, openSandbox, PROJECT } from './sandbox-container';
import { BASE_IMAGES, KEYS, S3_IMAGE, STRANGERS, TOKEN } from './strangers';

const DEPLOY = path.join(WORKSPACE, 'deploy');
/** Our public address, as strangers see it. */
const PUBLIC_HOST = 'aisha.test';
const PUBLIC_URL = `https://${PUBLIC_HOST}:8443`;

/** Images that an installation needs beside ours. */
export const INSTALLATION_IMAGES = [...BASE_IMAGES, 'registry:2'];

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

  newPerson(
    languageCode: 'ru' | 'en' = 'en',
    firstName?: string,
    as: { id?: number } = {},
  ): Promise<Person> {
    return Person.arrive(`${this.urls.chat}/api`, languageCode, firstName, as);
  }

  async rows<Row>(text: string, values: unknown[] = []): Promise<Row[]> {
    return (await this.sql.query(text, values)).rows as Row[];
  }

  /** All containers and their data; what the host's folder holds stays. */
  async destroy(): Promise<void> {
    await this.sql?.end();
    const ours = await docker('ps', '--all', '--quiet', '--filter', PROJECT);
    if (ours) await docker('rm', '--force', '--volumes', ...ours.split('\n'));
    await this.removeAll('volume');
  }

  async close(): Promise<void> {
    await closeSandbox();
    await this.destroy();
    await this.removeAll('network');
    await rm(this.home, { recursive: true, force: true });
  }

  private async removeAll(kind: 'network' | 'volume'): Promise<void> {
    const names = await docker(kind, 'ls', '--quiet', '--filter', PROJECT);
    if (names) await docker(kind, 'rm', ...names.split('\n'));
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
    Object.assign(this.urls, await openSandbox(this.home, this.ports.sandbox));
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
      ...STRANGERS,
      PUBLIC_URL,
      WELCOME_CREDITS: '500',
    };
  }

  /** Postgres, Redis, S3 and the registry by the compose file for those who have none. */
  private async openServers(): Promise<void> {
    const override = path.join(this.home, 'docker-compose.data.override.yml');
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

  /** The host reaches containers even on networks without a way out. */
  async addressOf(service: string, network: string): Promise<string> {
    const format = `{{.NetworkSettings.Networks.${network}.IPAddress}}`;
    return docker('inspect', '--format', format, await this.containerOf(service));
  }

  async openSql(): Promise<void> {
    const address = await this.addressOf('postgres', 'aisha_data');
    const password = await readFile(path.join(this.home, 'secrets/postgres_password'), 'utf8');
    this.sql = new pg.Client(`postgresql://aisha_user:${password}@${address}:5432/aisha`);
    this.sql.on('error', () => undefined); // its server is removed at the end
    await this.sql.connect();
  }
}

const serviceLabel = (service: string) => `label=com.docker.compose.service=${service}`;
/** Where the name of our public address leads. */
const OVERRIDE = `
services:
  nginx:
    networks:
      aisha_cluster:
        aliases: [${PUBLIC_HOST}]
`;

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

/**
 * The names of an installation are fixed, and what bears them is removed in the end: where there is another one,
 * even one that is stopped, the specs would take it for theirs.
 */
async function refuseNeighbours(): Promise<void> {
  const found = await Promise.all([
    docker('ps', '--all', '--filter', PROJECT, '--format', '{{.Names}}'),
    docker('volume', 'ls', '--filter', PROJECT, '--format', '{{.Name}}'),
    docker('network', 'ls', '--filter', PROJECT, '--format', '{{.Name}}'),
  ]);
  const names = found.flatMap((text) => text.split('\n')).filter(Boolean);
  if (names.length > 0)
    throw new Error(
      `An installation has this engine, these specs would end it: ${names.join(', ')}`,
    );
}

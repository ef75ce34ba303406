import { randomBytes } from 'node:crypto';
import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { freePort } from '@aisha/servers';
import { eventually } from '@aisha/testing';
import { report } from '../../bench/figures';
import { Person } from '../../harness/person';
import { docker, run } from './engine';
import { WORKSPACE } from './images';
import { KEYS, S3_IMAGE, SANDBOX_IMAGE, SANDBOX_VARIABLES, STRANGERS, TOKEN } from './strangers';

const DEPLOY = path.join(WORKSPACE, 'deploy');
const STACK = 'aisha-swarm-spec';
const START_MS = 240_000;

/** How far an update of a service is. */
export interface UpdateState {
  readonly image: string;
  /** Swarm's word: updating, completed, paused, rollback_started, rollback_completed, ...; empty before any. */
  readonly state: string;
}

/** The stack on a swarm of this one engine, with servers of its own and strangers from the sandbox. */
export class SwarmStack {
  private constructor(
    private readonly home: string,
    readonly registry: string,
    private readonly madeSwarm: boolean,
    private readonly secretsVersion: string,
    readonly ports: { http: number; https: number },
  ) {}

  /** A swarm with the secrets; nothing is deployed yet. */
  static async open(): Promise<SwarmStack> {
    const madeSwarm = await becomeManager();
    await sweepAll(); // data of a run that was killed has other passwords
    const home = await mkdtemp(path.join(tmpdir(), 'aisha-swarm-'));
    const [registry, http, https] = await Promise.all([freePort(), freePort(), freePort()]);
    const version = randomBytes(4).toString('hex');
    // Nobody listens there, so no image can come from elsewhere: they are on this engine.
    const stack = new SwarmStack(home, `127.0.0.1:${registry}`, madeSwarm, version, {
      http: http!,
      https: https!,
    });
    try {
      await stack.prepare();
      return stack;
    } catch (error) {
      await stack.close();
      throw error;
    }
  }

  /** Puts this release on the swarm, as an operator does; comes back before it runs. */
  async deploy(tag: string): Promise<void> {
    const files = ['docker-stack.yml', 'docker-stack.data.yml'].map((name) =>
      path.join(DEPLOY, 'swarm', name),
    );
    const list = [...files, path.join(this.home, 'spec.yml')].flatMap((file) => ['-c', file]);
    await run('docker', ['stack', 'deploy', '--resolve-image', 'never', ...list, STACK], {
      env: this.settings(tag),
    });
  }

  /** Every service has as many tasks as it should, and the job is done. */
  async settled(): Promise<void> {
    await eventually(
      async () => {
        const lines = await docker(...services('{{.Name}} {{.Replicas}}'));
        const short = lines.split('\n').filter((line) => !isComplete(line));
        if (short.length > 0) throw new Error(`${short.join(', ')}\n${await this.faults()}`);
      },
      { timeoutMs: START_MS },
    );
  }

  async update(service: string): Promise<UpdateState> {
    const format =
      '{{.Spec.TaskTemplate.ContainerSpec.Image}} {{if .UpdateStatus}}{{.UpdateStatus.State}}{{end}}';
    const text = await docker('service', 'inspect', '--format', format, nameOf(service));
    const [image = '', state = ''] = text.split(' ');
    return { image, state };
  }

  /** Containers of the healthy tasks of a service. */
  containersOf(service: string): Promise<string[]> {
    return this.runningOf(service, '--filter', 'health=healthy');
  }

  /** Containers of the tasks of a service that run, whether they can do their part or not. */
  async runningOf(service: string, ...filters: string[]): Promise<string[]> {
    const label = `label=com.docker.swarm.service.name=${nameOf(service)}`;
    const ids = await docker('ps', '--quiet', '--no-trunc', '--filter', label, ...filters);
    return ids.split('\n').filter(Boolean);
  }

  image(name: string, tag: string): string {
    return `${this.registry}/aisha/${name}:${tag}`;
  }

  /** As an operator who updates one service by hand. */
  async setImage(service: string, image: string): Promise<void> {
    await docker(
      'service',
      'update',
      '--detach',
      '--no-resolve-image',
      '--image',
      image,
      nameOf(service),
    );
  }

  async scale(service: string, replicas: number): Promise<void> {
    await docker('service', 'scale', '--detach', `${nameOf(service)}=${replicas}`);
  }

  /** Runs a line of JavaScript in a container of a service. @returns what it printed */
  async evaluate(container: string, script: string): Promise<string> {
    return docker('exec', container, 'node', '--eval', script);
  }

  async newPerson(): Promise<Person> {
    return Person.arrive(`http://${await this.sandboxAddress()}:3000/api`, 'en');
  }

  async close(): Promise<void> {
    await sweepAll().finally(() => this.leave());
    await rm(this.home, { recursive: true, force: true });
  }

  /** A swarm of our making goes with all that it knows; of another's only our secrets go. */
  private async leave(): Promise<void> {
    if (this.madeSwarm) {
      await docker('swarm', 'leave', '--force');
      return;
    }
    const secrets = await docker('secret', 'ls', '--format', '{{.Name}}');
    const ours = secrets.split('\n').filter((name) => name.endsWith(`_${this.secretsVersion}`));
    if (ours.length > 0) await docker('secret', 'rm', ...ours);
  }

  private async prepare(): Promise<void> {
    const secrets = path.join(this.home, 'secrets');
    await run('bash', [path.join(DEPLOY, 'production/make-secrets.sh'), secrets], {
      env: { TELEGRAM_BOT_TOKEN: TOKEN, ...KEYS },
    });
    await certificate(secrets);
    await run('sh', [path.join(DEPLOY, 'swarm/create-secrets.sh'), secrets, this.secretsVersion]);
    const sandbox = path.join(this.home, 'sandbox');
    await mkdir(sandbox);
    await cp(path.join(WORKSPACE, 'dist/tools/sandbox'), sandbox, { recursive: true });
    const entrypoint = await docker(
      'image',
      'inspect',
      '--format',
      '{{json .Config.Entrypoint}}',
      S3_IMAGE,
    );
    await writeFile(path.join(this.home, 'spec.yml'), strangers(sandbox, entrypoint));
  }

  private settings(tag: string): Record<string, string> {
    const { http, https } = this.ports;
    return {
      REGISTRY: this.registry,
      TAG: tag,
      SECRETS_VERSION: this.secretsVersion,
      S3_IMAGE,
      DATA_CONSTRAINT: 'node.platform.os==linux',
      PUBLISH_HTTP: String(http),
      PUBLISH_HTTPS: String(https),
      ENDPOINT_MODE: process.env['SWARM_ENDPOINT_MODE'] ?? 'dnsrr',
      ...STRANGERS,
    };
  }

  /** Of the addresses of its container the one that this machine reaches. */
  private async sandboxAddress(): Promise<string> {
    const label = `label=com.docker.swarm.service.name=${nameOf('sandbox')}`;
    const id = await docker('ps', '--quiet', '--no-trunc', '--filter', label);
    const format = `{{range $id, $each := .Containers}}{{$id}} {{$each.Name}} {{$each.IPv4Address}}{{"\\n"}}{{end}}`;
    const gateway = await docker('network', 'inspect', '--format', format, 'docker_gwbridge');
    const line = gateway.split('\n').find((each) => each.includes(id.slice(0, 12)));
    const address = line?.split(' ').at(-1)?.split('/')[0];
    if (!address) throw new Error(`the sandbox has no address on docker_gwbridge:\n${gateway}`);
    return address;
  }

  /** Why tasks did not start, in Swarm's words. */
  private async faults(): Promise<string> {
    const format = '{{.Name}} {{.CurrentState}} {{.Error}}';
    const tasks = await docker('stack', 'ps', '--no-trunc', '--format', format, STACK);
    return tasks
      .split('\n')
      .filter((line) => /Failed|Rejected|Pending|Starting/.test(line))
      .join('\n');
  }
}

const OURS = `label=com.docker.stack.namespace=${STACK}`;
const nameOf = (service: string) => `${STACK}_${service}`;
const services = (format: string) => ['service', 'ls', '--filter', OURS, '--format', format];

/** "name 2/2", or "name 0/1 (1/1 completed)" of a job. */
const isComplete = (line: string) => {
  const [, running, wanted, done, jobs] =
    / (\d+)\/(\d+)(?: .*?\((\d+)\/(\d+) completed\))?/.exec(line) ?? [];
  return jobs ? done === jobs : running === wanted;
};

/** @returns whether the swarm is of our making */
async function becomeManager(): Promise<boolean> {
  const state = await docker('info', '--format', '{{.Swarm.LocalNodeState}}');
  if (state === 'active') return false;
  await docker(
    ...['swarm', 'init', '--advertise-addr', '127.0.0.1', '--listen-addr', '127.0.0.1:2377'],
    ...['--data-path-addr', '127.0.0.1'],
  );
  return true;
}

/**
 * Takes the stack away with its data. Engines were seen to keep a network of it for ever, whose containers are all
 * gone: that is said and borne, it is in nobody's way.
 */
async function sweepAll(): Promise<void> {
  await sweep('container', 180_000);
  await sweep('volume', 30_000);
  await sweep('network', 20_000).catch((error: Error) => report(`swarm: ${error.message}`));
}

async function sweep(kind: 'container' | 'network' | 'volume', timeoutMs: number): Promise<void> {
  await eventually(
    async () => {
      await docker('stack', 'rm', STACK).catch(() => undefined);
      await removeOurs(kind);
    },
    { timeoutMs },
  );
}

/** Throws while there still are some; a container that runs is left to Swarm, which ends it in order. */
async function removeOurs(kind: string): Promise<void> {
  const all = kind === 'container' ? ['--all'] : [];
  const list = async () => docker(kind, 'ls', '--quiet', ...all, '--filter', OURS);
  const left = (await list()).split('\n').filter(Boolean);
  if (left.length > 0) await docker(kind, 'rm', ...left).catch(() => undefined);
  const still = await list();
  if (still)
    throw new Error(`there still is a ${kind} of the stack: ${still.replaceAll('\n', ', ')}`);
}

/** nginx wants one; nobody checks it here. */
async function certificate(secrets: string): Promise<void> {
  const tls = path.join(secrets, '..', 'tls');
  await run('bash', [path.join(DEPLOY, 'production/make-trial-certificate.sh'), 'aisha.test', tls]);
  await cp(path.join(tls, 'privkey.pem'), path.join(secrets, 'tls_privkey'));
  await cp(path.join(tls, 'fullchain.pem'), path.join(secrets, 'tls_fullchain'));
}

/** Telegram, FAL and OpenAI; and the S3 server that there is here, in place of the one that the stack names. */
const strangers = (programs: string, s3Entrypoint: string): string => `
version: '3.9'
services:
  sandbox:
    image: ${SANDBOX_IMAGE}
    command: [node, /sandbox/main.js]
    environment:
${settings(SANDBOX_VARIABLES)}
    volumes: ['${programs}:/sandbox:ro']
    networks: [bot, cluster]
    deploy: { endpoint_mode: dnsrr }
  s3:
    entrypoint: ${s3Entrypoint}
    command: [server, /data]
    environment:
      MINIO_ROOT_USER_FILE: /run/secrets/s3_access_key
      MINIO_ROOT_PASSWORD_FILE: /run/secrets/s3_secret_key
`;

const settings = (variables: Record<string, string>): string =>
  Object.entries(variables)
    .map(([name, value]) => `      ${name}: '${value}'`)
    .join('\n');

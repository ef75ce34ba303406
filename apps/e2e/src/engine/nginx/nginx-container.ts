import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { eventually } from '@aisha/testing';
import { docker } from '../harness/engine';

const run = promisify(execFile);
const START_MS = 30_000;

export interface NginxPlace {
  name: string;
  image: string;
  network: string;
  /** Folder with the certificate. */
  tls: string;
  variables: Record<string, string>;
}

export interface LogLine {
  status: number;
  method: string;
  path: string;
  client: string;
  upstream: string;
}

/** nginx as compose runs it: no root, no capability, nothing writable but /tmp. */
export class NginxContainer {
  private constructor(
    private readonly name: string,
    readonly ports: { http: number; https: number },
  ) {}

  /** Resolves when it is healthy by its own health check's measure. */
  static async start(place: NginxPlace): Promise<NginxContainer> {
    const published = ['--publish', '127.0.0.1::8080', '--publish', '127.0.0.1::8443'];
    await docker('run', '--detach', ...published, ...argumentsOf(place), place.image);
    const [http, https] = await Promise.all([8080, 8443].map((port) => portOf(place.name, port)));
    const container = new NginxContainer(place.name, { http: http!, https: https! });
    await eventually(() => fetch(`http://127.0.0.1:${http}/health`), { timeoutMs: START_MS });
    return container;
  }

  static async check(place: NginxPlace): Promise<void> {
    await docker('run', '--rm', ...argumentsOf(place), place.image, 'nginx', '-t');
  }

  async reload(): Promise<void> {
    await docker('exec', this.name, 'nginx', '-s', 'reload');
  }

  /** @returns what it wrote */
  async shell(command: string): Promise<string> {
    return docker('exec', this.name, 'sh', '-c', command);
  }

  /** All that it wrote so far, on both outputs. */
  async output(): Promise<string> {
    const { stdout, stderr } = await run('docker', ['logs', this.name], {
      maxBuffer: 64 * 1024 * 1024,
    });
    return stdout + stderr;
  }

  /** The access log. */
  async log(): Promise<LogLine[]> {
    const { stdout } = await run('docker', ['logs', this.name], { maxBuffer: 64 * 1024 * 1024 });
    const lines = stdout.split('\n').filter((line) => line.startsWith('{'));
    return lines.map((line) => JSON.parse(line) as LogLine);
  }

  /** The state of its health check, by the engine. */
  async health(): Promise<string> {
    return docker('inspect', '--format', '{{.State.Health.Status}}', this.name);
  }

  async remove(): Promise<void> {
    await docker('rm', '--force', this.name);
  }
}

const argumentsOf = ({ name, network, tls, variables }: NginxPlace): string[] => [
  ...['--name', name, '--network', network, '--volume', `${tls}:/etc/nginx/tls:ro`],
  ...['--read-only', '--tmpfs', '/tmp', '--cap-drop', 'ALL'],
  ...['--security-opt', 'no-new-privileges'],
  ...Object.entries(variables).flatMap(([key, value]) => ['--env', `${key}=${value}`]),
];

const portOf = async (name: string, port: number): Promise<number> =>
  Number((await docker('port', name, `${port}/tcp`)).split('\n')[0]!.split(':').pop());

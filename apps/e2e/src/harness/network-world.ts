import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { promisify } from 'node:util';
import { eventually } from '@aisha/testing';

const run = promisify(execFile);
const TOOLS = ['ip', 'iptables', 'ip6tables'];
/** Dropped packets get no answer at all; on one machine an answer comes within a millisecond. */
const SILENCE_MS = 700;

/** Why network namespaces with a firewall cannot be had here; undefined where they can. Installs tools where it may. */
export async function missingForNamespaces(): Promise<string | undefined> {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return 'needs root on Linux';
  if (!(await hasTools()) && process.env['CI'] === 'true' && existsSync('/etc/debian_version')) {
    process.stderr.write('Installing iptables and iproute2 by apt-get, as root\n');
    const packages = ['iptables', 'iproute2'];
    await run('apt-get', ['install', '-y', '--no-install-recommends', ...packages]).catch(() => 0);
  }
  if (!(await hasTools())) return 'needs iptables and iproute2 (Debian: apt-get install both)';
  const probe = `aisha-probe-${process.pid}`;
  try {
    await run('ip', ['netns', 'add', probe]);
    await run('ip', ['netns', 'exec', probe, 'iptables', '-w', '-nL']);
    return undefined;
  } catch {
    return 'needs a kernel that lets root make network namespaces';
  } finally {
    await run('ip', ['netns', 'del', probe]).catch(() => undefined);
  }
}

const hasTools = async () => {
  const found = TOOLS.map((tool) =>
    run(tool, ['-V']).then(
      () => true,
      () => false,
    ),
  );
  return (await Promise.all(found)).every(Boolean);
};

/** A neighbour of the host: its name, and the third number of the network that they share. */
export interface Neighbour {
  name: string;
  net: number;
}

export const v4 = (net: number, who: 'host' | 'neighbour'): string =>
  `10.77.${net}.${who === 'host' ? 1 : 2}`;
export const v6 = (net: number, who: 'host' | 'neighbour'): string =>
  `fd77:${net}::${who === 'host' ? 1 : 2}`;

/** A host in a network namespace of its own, and neighbours in theirs, each on a wire to the host. */
export class NetworkWorld {
  private readonly prefix = `aisha${process.pid}`;
  private readonly listeners: ChildProcess[] = [];
  private readonly spaces: string[] = [];

  static async build(neighbours: (Neighbour & { interface: string })[]): Promise<NetworkWorld> {
    const world = new NetworkWorld();
    await world.space('host');
    await world.in('host', 'sysctl', '-qw', 'net.ipv4.ip_forward=1');
    await world.in('host', 'sysctl', '-qw', 'net.ipv6.conf.all.forwarding=1');
    for (const neighbour of neighbours) await world.join(neighbour);
    return world;
  }

  /** Runs a program there. @returns its output */
  async in(space: string, file: string, ...args: string[]): Promise<string> {
    const { stdout } = await run('ip', ['netns', 'exec', this.nameOf(space), file, ...args]);
    return stdout;
  }

  /** Answers whoever connects to one of these ports, by both protocols. */
  async listen(space: string, ports: number[]): Promise<void> {
    const program = `for (const port of ${JSON.stringify(ports)})
      require('net').createServer((s) => s.on('error', () => 0).end('here')).listen(port, '::');`;
    const args = ['netns', 'exec', this.nameOf(space), process.execPath, '-e', program];
    this.listeners.push(spawn('ip', args, { stdio: 'ignore' }));
    const last = ports.at(-1)!;
    await eventually(async () =>
      expect(await this.reaches(space, '127.0.0.1', [last])).toEqual([last]),
    );
  }

  /** @returns which of these ports of an address can be reached from there */
  async reaches(space: string, address: string, ports: number[]): Promise<number[]> {
    const program = `Promise.all(${JSON.stringify(ports)}.map((port) => new Promise((done) => {
      const socket = require('net').connect(port, ${JSON.stringify(address)});
      const end = (found) => { socket.destroy(); done(found); };
      socket.setTimeout(${SILENCE_MS}, () => end([])).on('error', () => end([]));
      // Docker's published ports come to life before what is behind them: only an answer counts.
      socket.on('data', () => end([port])).on('end', () => end([]));
    }))).then((found) => console.log(JSON.stringify(found.flat())));`;
    return JSON.parse(await this.in(space, process.execPath, '-e', program)) as number[];
  }

  async close(): Promise<void> {
    this.listeners.forEach((listener) => listener.kill('SIGKILL'));
    for (const space of this.spaces)
      await run('ip', ['netns', 'del', space]).catch(() => undefined);
  }

  private async join({ name, net, interface: wire }: Neighbour & { interface: string }) {
    await this.space(name);
    const [host, there] = [this.nameOf('host'), this.nameOf(name)];
    const peer = ['peer', 'name', 'eth0', 'netns', there];
    await run('ip', ['link', 'add', wire, 'netns', host, 'type', 'veth', ...peer]);
    for (const [space, link, who] of [
      ['host', wire, 'host'],
      [name, 'eth0', 'neighbour'],
    ] as const) {
      await this.in(space, 'ip', 'addr', 'add', `${v4(net, who)}/24`, 'dev', link);
      await this.in(space, 'ip', 'addr', 'add', `${v6(net, who)}/64`, 'dev', link, 'nodad');
      await this.in(space, 'ip', 'link', 'set', link, 'up');
    }
    await this.in(name, 'ip', 'route', 'add', 'default', 'via', v4(net, 'host'));
    await this.in(name, 'ip', '-6', 'route', 'add', 'default', 'via', v6(net, 'host'));
  }

  private async space(name: string): Promise<void> {
    const space = this.nameOf(name);
    await run('ip', ['netns', 'add', space]);
    this.spaces.push(space);
    await this.in(name, 'ip', 'link', 'set', 'lo', 'up');
  }

  private nameOf(space: string): string {
    return `${this.prefix}-${space}`;
  }
}

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { eventually } from '@aisha/testing';
import { missingForNamespaces, NetworkWorld, v4, v6 } from './harness/network-world';

const SCRIPT = path.resolve(__dirname, '../../../deploy/security/firewall.sh');
/** Of the host itself: ssh, what strangers may reach, data, and one that nobody thought of. */
const HOST_PORTS = [22, 80, 443, 5432, 6379, 9000, 5000, 3000];
/** Published by containers: the port that is asked for, and the container's own. */
const PUBLISHED = { 8443: 8443, 8081: 80, 9001: 9000, 5433: 5432 };
const PUBLISHED_PORTS = Object.keys(PUBLISHED).map(Number);
const CONTAINER_PORTS = [...new Set(Object.values(PUBLISHED))];
const CONTAINER_NET = 4;

/** Who is beside the host, and what each may reach while the rules stand. */
const NEIGHBOURS = {
  stranger: { net: 1, host: [80, 443], published: [8443] },
  operator: { net: 2, host: [22, 80, 443], published: [8443] },
  cluster: { net: 3, host: [80, 443, 5432, 6379, 9000, 5000], published: [8443, 9001] },
};
type Name = keyof typeof NEIGHBOURS;
const NAMES = Object.keys(NEIGHBOURS) as Name[];

describe('the firewall of a host', () => {
  let world: NetworkWorld | undefined;
  let state: string;
  let missing: string | undefined;

  beforeAll(async () => {
    missing = await missingForNamespaces();
    if (missing) return;
    state = await mkdtemp(path.join(tmpdir(), 'aisha-firewall-'));
    const containers = { name: 'containers', net: CONTAINER_NET, interface: 'br-aisha' };
    const wires = NAMES.map((name) => ({
      name,
      net: NEIGHBOURS[name].net,
      interface: `to-${name}`,
    }));
    world = await NetworkWorld.build([...wires, containers]);
    await publishLikeDocker(world);
    await world.listen('host', HOST_PORTS);
    await world.listen('containers', CONTAINER_PORTS);
    await world.listen('stranger', [443]);
  });
  afterAll(async () => {
    await world?.close();
    if (state) await rm(state, { recursive: true, force: true });
  });

  /** In the host's namespace; skips the test where there can be none. */
  const inWorld = (name: string, test: (world: NetworkWorld) => Promise<void>) =>
    it(name, async () => {
      if (world) return test(world);
      console.warn(`skipped: the firewall's specs: ${missing}`);
    });

  /** Further port 9001 is a data port of this cluster, asked for under another number. */
  const NETWORKS = [
    '--ssh-from',
    `${v4(2, 'host')}/24,${v6(2, 'host')}/64`,
    '--cluster',
    `${v4(3, 'host')}/24,${v6(3, 'host')}/64`,
    '--cluster-ports',
    '5432,6379,9000,5000,9001',
  ];
  const firewall = (...args: string[]) =>
    world!.in('host', 'env', `FIREWALL_STATE=${state}`, 'bash', SCRIPT, ...args);

  const reach = async (name: Name) => {
    const { net } = NEIGHBOURS[name];
    const all = [...HOST_PORTS, ...PUBLISHED_PORTS];
    const [four, six, direct] = await Promise.all([
      world!.reaches(name, v4(net, 'host'), all),
      world!.reaches(name, v6(net, 'host'), all),
      world!.reaches(name, v4(CONTAINER_NET, 'neighbour'), CONTAINER_PORTS),
    ]);
    return { four, six, direct };
  };
  const open = {
    four: [...HOST_PORTS, ...PUBLISHED_PORTS].sort(),
    six: [...HOST_PORTS, ...PUBLISHED_PORTS].sort(),
  };
  const looksOpen = async () => {
    for (const name of NAMES) {
      const { four, six, direct } = await reach(name);
      expect({ name, four: four.sort(), six: six.sort() }).toEqual({ name, ...open });
      expect(direct).toEqual(CONTAINER_PORTS);
    }
  };
  // The first packets by IPv6 wait for the neighbours to be found.
  const isOpen = async () => {
    await eventually(looksOpen, { timeoutMs: 15_000 });
  };
  const isClosed = async () => {
    for (const name of NAMES) {
      const { host, published } = NEIGHBOURS[name];
      const allowed = [...host, ...published];
      expect({ name, ...(await reach(name)) }).toEqual({
        name,
        four: expected(allowed),
        six: expected(allowed),
        direct: [],
      });
    }
  };
  const expected = (ports: number[]) =>
    [...HOST_PORTS, ...PUBLISHED_PORTS].filter((port) => ports.includes(port));
  const chains = () =>
    Promise.all(
      ['iptables-save', 'ip6tables-save'].map((save) => world!.in('host', save, '-t', 'filter')),
    );
  const withoutCounts = (saved: string[]) =>
    saved.map((text) => text.replaceAll(/\[\d+:\d+\]|^#.*$/gm, ''));

  inWorld('should leave all open to everybody before it is set', isOpen);

  inWorld('should say its rules without setting them', async () => {
    const before = withoutCounts(await chains());
    expect(await firewall('--dry-run', ...NETWORKS)).toContain('-A AISHA-INPUT -j DROP');
    expect(withoutCounts(await chains())).toEqual(before);
  });

  inWorld(
    'should refuse to set rules by which nobody could come back, or that are none',
    async () => {
      await expect(firewall('--cluster', '10.0.0.0/8')).rejects.toThrow('--ssh-from is missing');
      await expect(firewall('--ssh-from', '10.0.0.0/8; reboot')).rejects.toThrow('is no network');
      await expect(firewall(...NETWORKS, '--ssh-from', '10.0.0.999')).rejects.toThrow(
        'not understood',
      );
      await isOpen();
    },
  );

  inWorld(
    'should let each neighbour reach what it may, by IPv4 and IPv6, and twice the same',
    async () => {
      await firewall(...NETWORKS, '--keep');
      await isClosed();
      const once = withoutCounts(await chains());
      await firewall(...NETWORKS, '--keep');
      expect(withoutCounts(await chains())).toEqual(once);
      await isClosed();
    },
  );

  inWorld(
    'should let the host and its containers out, and packets that tell of too large ones in',
    async () => {
      expect(await world!.reaches('host', v4(1, 'neighbour'), [443])).toEqual([443]);
      expect(await world!.reaches('host', v6(1, 'neighbour'), [443])).toEqual([443]);
      expect(await world!.reaches('containers', v4(1, 'neighbour'), [443])).toEqual([443]);
      for (const address of [v4(1, 'host'), v6(1, 'host')]) {
        await world!.in('stranger', 'ip', 'route', 'get', address);
      }
      const [four, six] = await chains();
      expect(four).toContain('--icmp-type 3 -j ACCEPT');
      expect(six).toContain('--icmpv6-type 2 -j ACCEPT');
    },
  );

  inWorld('should go back to the rules that stood when nobody confirms new ones', async () => {
    await firewall('--ssh-from', '192.0.2.0/24', '--undo-after', '2');
    expect(await world!.reaches('operator', v4(2, 'host'), [22])).toEqual([]);
    await eventually(
      async () => expect(await world!.reaches('operator', v4(2, 'host'), [22])).toEqual([22]),
      { timeoutMs: 15_000 },
    );
    await isClosed();
    await expect(firewall('--confirm')).rejects.toThrow('nothing waits');
  });

  inWorld('should keep what was confirmed', async () => {
    await firewall(...NETWORKS, '--undo-after', '600');
    await firewall('--confirm');
    await expect(firewall('--confirm')).rejects.toThrow('nothing waits');
    await isClosed();
  });

  inWorld(
    'should be gone without a trace, and take itself back to nothing where there was nothing',
    async () => {
      await firewall('--remove');
      expect((await chains()).join()).not.toContain('AISHA');
      await isOpen();
      await firewall(...NETWORKS, '--undo-after', '1');
      await eventually(async () => expect((await chains()).join()).not.toContain('AISHA'), {
        timeoutMs: 15_000,
      });
      await isOpen();
      await firewall('--remove');
    },
  );
});

/** As an engine does: the address is turned before routing, and DOCKER-USER is asked before all other rules. */
async function publishLikeDocker(world: NetworkWorld): Promise<void> {
  for (const [tables, address] of [
    ['iptables', (port: number) => `${v4(CONTAINER_NET, 'neighbour')}:${port}`],
    ['ip6tables', (port: number) => `[${v6(CONTAINER_NET, 'neighbour')}]:${port}`],
  ] as const) {
    await world.in('host', tables, '-w', '-N', 'DOCKER-USER');
    await world.in('host', tables, '-w', '-A', 'DOCKER-USER', '-j', 'RETURN');
    await world.in('host', tables, '-w', '-I', 'FORWARD', '-j', 'DOCKER-USER');
    for (const [published, port] of Object.entries(PUBLISHED)) {
      const rule = [
        '-t',
        'nat',
        '-A',
        'PREROUTING',
        '!',
        '-i',
        'br-aisha',
        '-p',
        'tcp',
        '--dport',
        published,
      ];
      const local = ['-m', 'addrtype', '--dst-type', 'LOCAL'];
      await world.in('host', tables, '-w', ...rule, ...local, '-j', 'DNAT', '--to', address(port));
    }
  }
}

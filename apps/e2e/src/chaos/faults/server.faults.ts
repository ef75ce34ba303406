import { onRedis } from '@aisha/servers';
import type { TcpProxy } from '../../harness/tcp-proxy';
import { pollerOf, type Scene, sendsInFlight } from '../scene';
import { type Fault, seconds, type Struck } from './fault';

/** Down for a moment, as in a restart by its operators. */
const restart =
  (server: 'postgres' | 'redis', signal: NodeJS.Signals) =>
  async (scene: Scene): Promise<Struck> => {
    const { [server]: process } = scene.servers!;
    const inFlight = await silenced(scene.wires.to(server), scene);
    await process.stop(signal);
    await seconds(scene.random.between(0, 2));
    await process.start();
    for (const wire of scene.wires.to(server)) wire.heal();
    return { target: server, inFlight };
  };

/** Makes wires dead and counts the sends in flight, to which nothing can happen any more. */
async function silenced(wires: TcpProxy[], scene: Scene): Promise<number> {
  for (const wire of wires) wire.silence();
  return sendsInFlight(scene);
}

async function empty({ addresses }: Scene): Promise<Struck> {
  await onRedis(addresses.redis, (redis) => redis.flushdb());
  return { target: 'redis' };
}

/** 500 ms more a round trip, and one piece in a hundred breaks its connection. */
async function slow({ wires, random }: Scene): Promise<Struck> {
  for (const wire of wires.to('postgres'))
    wire.slow({ delayMs: 250, resets: 0.01, random: random.next });
  await seconds(4);
  for (const wire of wires.to('postgres')) wire.heal();
  return { target: 'postgres' };
}

async function partition(scene: Scene): Promise<Struck> {
  const target = await pollerOf(scene);
  const wire = scene.wires.between(target, 'postgres');
  const inFlight = await silenced([wire], scene);
  await seconds(10);
  wire.heal();
  await scene.stack.healthy(target);
  return { target, inFlight };
}

async function breakConnections(scene: Scene): Promise<Struck> {
  const wires = scene.wires.to('postgres');
  const inFlight = await silenced(wires, scene);
  for (const wire of wires) wire.heal();
  return { target: 'postgres', inFlight };
}

async function storageDown({ wires }: Scene): Promise<Struck> {
  for (const wire of wires.to('s3')) wire.cut();
  await seconds(5);
  for (const wire of wires.to('s3')) wire.heal();
  return { target: 's3' };
}

const needsOwnServers = true;

/** Rows 7 to 11 and 20 of the matrix: what becomes of the servers. */
export const serverFaults: Fault[] = [
  {
    name: 'Redis restarted',
    doubling: 'none',
    needsOwnServers,
    strike: restart('redis', 'SIGTERM'),
  },
  { name: 'Redis killed', doubling: 'none', needsOwnServers, strike: restart('redis', 'SIGKILL') },
  { name: 'Redis emptied', doubling: 'none', strike: empty },
  {
    name: 'Postgres restarted, fast',
    doubling: 'in-flight',
    needsOwnServers,
    strike: restart('postgres', 'SIGINT'),
  },
  {
    name: 'Postgres restarted, immediate',
    doubling: 'in-flight',
    needsOwnServers,
    strike: restart('postgres', 'SIGQUIT'),
  },
  {
    name: 'Postgres killed',
    doubling: 'in-flight',
    needsOwnServers,
    strike: restart('postgres', 'SIGKILL'),
  },
  { name: 'Postgres connections broken', doubling: 'in-flight', strike: breakConnections },
  // Any send of these seconds may lose its mark.
  { name: 'Postgres slow, 1 % resets', doubling: 'unbounded', strike: slow },
  { name: 'poller cut off from Postgres', doubling: 'in-flight', strike: partition },
  { name: 'S3 down', doubling: 'none', strike: storageDown },
];

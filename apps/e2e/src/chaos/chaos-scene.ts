import { openOwnServers } from '../harness/own-servers';
import { Stack } from '../harness/stack';
import { Wires } from '../harness/wires';
import { Crowd } from './crowd';
import type { Random } from './random';
import { noteReceipts } from './receipts';
import type { Scene } from './scene';
import { StandIn } from './stand-in';

export interface SceneOptions {
  random: Random;
  people: number;
  /** Postgres and Redis that may be killed; else those of the test run. */
  ownServers: boolean;
  /** A proxy at each wire; without them nothing but the product is measured. */
  proxies: boolean;
  /** Replicas beside the five apps and the second gateway. */
  workers: boolean;
}

/** The whole product with two gateways, and people who have not spoken yet. */
export async function openScene(
  options: SceneOptions,
): Promise<{ scene: Scene; close(): Promise<void> }> {
  const closers: (() => Promise<unknown>)[] = [];
  const close = async () => {
    for (const closer of closers.reverse()) await closer();
  };
  try {
    const servers = options.ownServers ? await openOwnServers() : undefined;
    if (servers) closers.push(() => servers.close());
    const wires = new Wires();
    closers.push(() => wires.close());
    const { stack, addresses } = await startStack(options.proxies ? wires : undefined, servers);
    closers.push(() => stack.close());
    await stack.addReplica('bot-gateway', 'gateway-b', { BOT_MODE: 'polling_standby' });
    if (options.workers) await stack.addReplica('transcription-worker', 'transcription-b');
    const standIn = new StandIn(stack.urls.telegram);
    const crowd = new Crowd(standIn);
    const people = await crowd.arrive(options.people);
    const gateways = ['bot-gateway', 'gateway-b'];
    const { random } = options;
    const scene = { stack, wires, standIn, crowd, people, random, gateways, addresses };
    await noteReceipts({ ...scene, servers });
    return { scene: { ...scene, servers }, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** The addresses that the apps would have had without proxies come by the way. */
async function startStack(wires: Wires | undefined, servers: Scene['servers']) {
  const addresses = { postgres: '', redis: '' };
  const own = servers && { DATABASE_URL: servers.postgres.url, REDIS_URL: servers.redis.url };
  const stack = await Stack.start(
    { LOG_LEVEL: 'WARNING' },
    {
      ...(own && { servers: own }),
      envOf: async (instance, env) => {
        addresses.postgres = env.DATABASE_URL!;
        addresses.redis = env.REDIS_URL!;
        return wires ? wires.envOf(instance, env) : env;
      },
    },
  );
  return { stack, addresses };
}

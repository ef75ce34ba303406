import { onConnection } from '@aisha/servers';
import type { OwnServers } from '../harness/own-servers';
import type { Stack } from '../harness/stack';
import type { Wires } from '../harness/wires';
import type { Crowd } from './crowd';
import type { Random } from './random';
import type { StandIn } from './stand-in';

/** What faults act upon. */
export interface Scene {
  stack: Stack;
  wires: Wires;
  standIn: StandIn;
  crowd: Crowd;
  people: number[];
  random: Random;
  gateways: string[];
  /** Where this run has servers of its own. */
  servers?: OwnServers;
  /** Past all proxies. */
  addresses: { postgres: string; redis: string };
}

/** Asks Postgres on a connection of its own, which no fault of an earlier moment has broken. */
export const askPostgres = <Row>({ addresses }: Scene, text: string): Promise<Row[]> =>
  onConnection(addresses.postgres, async (client) => (await client.query(text)).rows as Row[]);

/** The gateway that polls now. */
export async function pollerOf(scene: Scene): Promise<string> {
  const [lease] = await askPostgres<{ holder: string }>(scene, 'select holder from poller_leases');
  const found = scene.gateways.find((name) => lease?.holder.includes(name));
  if (!found) throw new Error(`no gateway polls: the lease names ${lease?.holder}`);
  return found;
}

/** Messages that are under way to Telegram, from any gateway. */
export async function sendsInFlight(scene: Scene): Promise<number> {
  const [row] = await askPostgres<{ count: string }>(
    scene,
    `select count(*) from outbound_messages where status = 'sending'`,
  );
  return Number(row?.count ?? 0);
}

import { readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { freePort } from '../processes/free-port';
import { commandLineOf, isRunning, stopProcess } from '../processes/running-process';
import { startServerProcess } from '../processes/server-process';
import type { OpenedUrl, OpeningContext } from '../server.types';
import type { PostgresBinaries } from './postgres-binaries';
import { prepareCluster, superuser } from './postgres-cluster';
import type { ClusterFolder } from './postgres-cluster';
import { postgresAnswers } from './postgres-connection';
import { postgresIdentity } from './postgres-identity';
import type { PostgresIdentity } from './postgres-identity';

// SIGTERM would wait for every client to leave; SIGINT ends them and writes a checkpoint, SIGQUIT does not.
export const stopSignals = ['SIGINT', 'SIGQUIT'] as const;
const thrownAway = [
  'fsync=off',
  'synchronous_commit=off',
  'full_page_writes=off',
  'max_connections=300',
];

/** Starts Postgres of these binaries on `dataDir`, on a free port of 127.0.0.1. */
export async function openPostgresProcess(
  binaries: PostgresBinaries,
  { purpose, dataDir, onProgress }: OpeningContext,
): Promise<OpenedUrl> {
  const identity = await postgresIdentity(binaries);
  try {
    const cluster = await prepareCluster(dataDir, identity);
    await stopLeftover(cluster.data, onProgress);
    const settings = purpose === 'test' ? thrownAway : [];
    const { port, stop } = await start({ identity, cluster, settings });
    return {
      how: binaries.how,
      describe: `Postgres (${binaries.how}) on 127.0.0.1:${port}`,
      url: address(cluster, port),
      close: () => stop().finally(identity.release),
    };
  } catch (error) {
    await identity.release();
    throw error;
  }
}

export const address = ({ password }: ClusterFolder, port: number) =>
  `postgresql://${superuser}:${password}@127.0.0.1:${port}/postgres`;

interface Start {
  readonly identity: PostgresIdentity;
  readonly cluster: ClusterFolder;
  readonly settings: readonly string[];
}

/** A second try: another process may have taken the port, or the last children of a killed server still end. */
async function start(
  input: Start,
  triesLeft = 3,
): Promise<{ port: number; stop(): Promise<void> }> {
  const port = await freePort();
  try {
    const { stop } = await startServerProcess({
      command: commandLine(input, port),
      logFile: path.join(input.cluster.home, 'postgres.log'),
      stopSignals,
      answers: () => postgresAnswers(address(input.cluster, port)),
    });
    return { port, stop };
  } catch (error) {
    if (triesLeft <= 1) throw error;
    return start(input, triesLeft - 1);
  }
}

/** How to run Postgres on this cluster and port. */
export function commandLine({ identity, cluster, settings }: Start, port: number): string[] {
  const all = [
    'listen_addresses=127.0.0.1',
    `port=${port}`,
    'unix_socket_directories=',
    ...settings,
  ];
  const flags = all.flatMap((setting) => ['-c', setting]);
  return [...identity.prefix, identity.binaries.postgres, '-D', cluster.data, ...flags];
}

/** Two servers on one folder destroy it: one that a killed run left behind ends first. */
async function stopLeftover(data: string, onProgress: (line: string) => void): Promise<void> {
  const pidFile = path.join(data, 'postmaster.pid');
  const pid = Number.parseInt(await readFile(pidFile, 'utf8').catch(() => ''), 10);
  if (!pid) return;
  if (isRunning(pid) && commandLineOf(pid).includes(data)) {
    onProgress('Stopping a Postgres that an earlier run left behind');
    await stopProcess(pid, stopSignals);
  }
  // The id may belong to a stranger by now, which would keep Postgres from starting.
  await rm(pidFile, { force: true });
}

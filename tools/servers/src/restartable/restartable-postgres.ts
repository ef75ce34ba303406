import path from 'node:path';
import { findPostgresBinaries } from '../postgres/postgres-binaries';
import { prepareCluster } from '../postgres/postgres-cluster';
import { createDatabaseIfMissing, postgresAnswers } from '../postgres/postgres-connection';
import { postgresIdentity } from '../postgres/postgres-identity';
import { address, commandLine, stopSignals } from '../postgres/postgres-process';
import { freePort } from '../processes/free-port';
import { type RestartableServer, startRestartable } from './restartable-server';

// Commits are written before they are answered, so they outlive the processes; not synced, so not the machine.
const settings = ['fsync=off', 'full_page_writes=off', 'max_connections=300'];

/**
 * Postgres of a test run, on data in `dataDir`: what was committed is there after any end. SIGINT is its fast end, SIGQUIT the immediate one.
 */
export async function restartablePostgres(dataDir: string): Promise<RestartableServer> {
  const identity = await postgresIdentity(findPostgresBinaries());
  const cluster = await prepareCluster(dataDir, identity);
  const port = await freePort();
  const url = address(cluster, port);
  const server = await startRestartable(
    url,
    {
      command: commandLine({ identity, cluster, settings }, port),
      logFile: path.join(dataDir, 'postgres.log'),
      stopSignals,
      answers: () => postgresAnswers(url),
    },
    identity.release,
  );
  return { ...server, url: await createDatabaseIfMissing(url, 'aisha_test') };
}

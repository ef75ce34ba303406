import { existsSync } from 'node:fs';
import { chmod, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { randomBytes } from 'node:crypto';
import path from 'node:path';
import { runCommand } from '../processes/run-command';
import { ServerUnavailable } from '../unavailable.errors';
import type { PostgresBinaries } from './postgres-binaries';
import { handOver } from './postgres-identity';
import type { PostgresIdentity } from './postgres-identity';

export const superuser = 'aisha';

/** A cluster's folder: `data` (Postgres' own), `password` and `postgres.log`. */
export interface ClusterFolder {
  readonly home: string;
  readonly data: string;
  readonly password: string;
}

/** Makes the cluster if it is not there yet. A half made one (killed during initdb) is made anew. */
export async function prepareCluster(
  home: string,
  identity: PostgresIdentity,
): Promise<ClusterFolder> {
  await mkdir(home, { recursive: true, mode: 0o700 });
  await handOver(home, identity);
  const data = path.join(home, 'data');
  const passwordFile = path.join(home, 'password');
  if (!existsSync(data)) await initialise({ data, passwordFile, identity });
  await refuseOtherVersion(data, identity.binaries);
  return { home, data, password: (await readFile(passwordFile, 'utf8')).trim() };
}

interface Initialisation {
  readonly data: string;
  readonly passwordFile: string;
  readonly identity: PostgresIdentity;
}

async function initialise({ data, passwordFile, identity }: Initialisation) {
  const { binaries } = identity;
  const unfinished = `${data}.new`;
  await rm(unfinished, { recursive: true, force: true });
  await writeFile(passwordFile, randomBytes(18).toString('base64url'), { mode: 0o600 });
  await handOver(passwordFile, identity);
  await runCommand([
    ...identity.prefix,
    binaries.initdb,
    `--pgdata=${unfinished}`,
    `--username=${superuser}`,
    `--pwfile=${passwordFile}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    // Letters of every language, the same on each machine, whatever locales the system has (17 and later).
    ...(binaries.how === 'embedded'
      ? ['--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8']
      : ['--locale=C.UTF-8']),
    '--no-sync',
    '--no-instructions',
  ]);
  await chmod(unfinished, 0o700);
  await rename(unfinished, data);
}

async function refuseOtherVersion(data: string, { postgres }: PostgresBinaries): Promise<void> {
  const made = (await readFile(path.join(data, 'PG_VERSION'), 'utf8')).trim();
  const version = await runCommand([postgres, '--version']);
  const [, major] = /\(PostgreSQL\) (\d+)/.exec(version) ?? [];
  if (major === made) return;
  throw new ServerUnavailable(
    `The data in ${data} is of Postgres ${made}, the server is ${major}: move that folder away to begin anew.`,
  );
}

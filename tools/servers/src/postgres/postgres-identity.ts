import { chmod, cp, lstat, rm } from 'node:fs/promises';
import path from 'node:path';
import { dieWithParent } from '../processes/die-with-parent';
import { runCommand } from '../processes/run-command';
import { makeTemporaryFolder } from '../temporary-folder';
import { NotHere } from '../unavailable.errors';
import type { PostgresBinaries } from './postgres-binaries';

/** Who runs Postgres: a command prefix, and who must own the files (undefined: whoever we are). */
export interface PostgresIdentity {
  readonly prefix: readonly string[];
  readonly owner: number | undefined;
  /** The binaries, where that identity reaches them. */
  readonly binaries: PostgresBinaries;
  /** Removes what was made for it. */
  release(): Promise<void>;
}

const nobody = 65_534;
const asNobody = [`--reuid=${nobody}`, `--regid=${nobody}`, '--clear-groups'];
// Lets nobody reach data under /root or any other folder closed to strangers.
const reachesData = ['--inh-caps=+dac_override', '--ambient-caps=+dac_override'];
const nothing = async () => undefined;

const runs = (prefix: readonly string[], { postgres }: PostgresBinaries): Promise<boolean> =>
  runCommand([...prefix, postgres, '--version']).then(
    () => true,
    () => false,
  );

/**
 * Postgres refuses to run as root, so root starts it as nobody. From a checkout that is closed to strangers
 * this takes a user namespace, or, in a container that has none, a copy of the binaries in the open.
 */
export async function postgresIdentity(binaries: PostgresBinaries): Promise<PostgresIdentity> {
  const untied = { owner: undefined, binaries, release: nothing };
  if (process.getuid?.() !== 0) return { ...untied, prefix: dieWithParent('INT') };
  const setpriv = dieWithParent('INT');
  if (setpriv.length === 0) throw new NotHere('Postgres does not run as root; use another user');
  const plain = [...setpriv, ...asNobody];
  const prefix = (await runs([...plain, ...reachesData], binaries))
    ? [...plain, ...reachesData]
    : plain;
  if (await runs(plain, binaries)) return { prefix, owner: nobody, binaries, release: nothing };
  const inNamespace = [
    'unshare',
    '--user',
    `--map-user=${nobody}`,
    `--map-group=${nobody}`,
    ...setpriv,
  ];
  if (await runs(inNamespace, binaries)) return { ...untied, prefix: inNamespace };
  const copy = await copyInTheOpen(binaries);
  if (await runs(prefix, copy.binaries)) return { prefix, owner: nobody, ...copy };
  await copy.release();
  throw new NotHere('Postgres does not run as root, and it could not be started as nobody');
}

/** The whole installation: the binaries look for their libraries and files beside them. */
async function copyInTheOpen(binaries: PostgresBinaries) {
  const from = path.resolve(binaries.postgres, '../..');
  const to = await makeTemporaryFolder();
  await chmod(to, 0o755);
  await cp(from, to, { recursive: true, verbatimSymlinks: true });
  const moved = (file: string) => path.join(to, path.relative(from, file));
  return {
    binaries: {
      ...binaries,
      initdb: moved(binaries.initdb),
      postgres: moved(binaries.postgres),
    },
    release: () => rm(to, { recursive: true, force: true }),
  };
}

/** Gives a folder to the identity; a folder from a run under another identity changes hands. */
export async function handOver(
  dir: string,
  { owner }: Pick<PostgresIdentity, 'owner'>,
): Promise<void> {
  const wanted = owner ?? process.getuid?.();
  if (wanted === undefined || process.getuid?.() !== 0) return;
  const { uid } = await lstat(dir);
  if (uid !== wanted) await runCommand(['chown', '-R', `${wanted}:${wanted}`, dir]);
}

import { readdirSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { hostname, tmpdir } from 'node:os';
import path from 'node:path';
import { isRunning } from './processes/running-process';

const prefix = `aisha-test-servers-${hostname()}-`;

/** A folder that names its owner, so that the next run can clear up after one that was killed. */
export async function makeTemporaryFolder(): Promise<string> {
  await sweepTemporaryFolders();
  return mkdtemp(path.join(tmpdir(), `${prefix}${process.pid}-`));
}

async function sweepTemporaryFolders(): Promise<void> {
  const abandoned = readdirSync(tmpdir()).filter(
    (name) => name.startsWith(prefix) && !isRunning(Number.parseInt(name.slice(prefix.length), 10)),
  );
  // Another user's leftovers are not ours to clear.
  await Promise.all(
    abandoned.map((name) =>
      rm(path.join(tmpdir(), name), { recursive: true, force: true }).catch(() => undefined),
    ),
  );
}

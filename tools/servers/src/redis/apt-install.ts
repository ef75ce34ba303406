import { existsSync } from 'node:fs';
import { rm, writeFile } from 'node:fs/promises';
import { findExecutable } from '../processes/find-executable';
import { runCommand } from '../processes/run-command';
import { NotHere } from '../unavailable.errors';

const policyFile = '/usr/sbin/policy-rc.d';
const quiet = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
const lockTimeout = ['-o', 'DPkg::Lock::Timeout=120'];

/** Installs a Debian package, saying so first. Services of the package are not started. */
export async function aptInstall(name: string, onProgress: (line: string) => void): Promise<void> {
  const aptGet = findExecutable(['apt-get'], ['/usr/bin']);
  if (process.getuid?.() !== 0) throw new NotHere('installing it needs root');
  if (!aptGet || !existsSync('/etc/debian_version')) throw new NotHere('not a Debian system');
  const install = [aptGet, 'install', '-y', '--no-install-recommends', ...lockTimeout, name];
  onProgress(`Installing ${name} by apt-get, as root`);
  await withoutServices(async () => {
    await runCommand(install, quiet).catch(async () => {
      // Package lists are absent or old: the usual state of a container image.
      onProgress('Fetching package lists by apt-get update');
      await runCommand([aptGet, 'update', ...lockTimeout], quiet);
      await runCommand(install, quiet);
    });
  });
}

/** Debian asks this file before it starts a service; 101 forbids it. */
async function withoutServices(work: () => Promise<void>): Promise<void> {
  const owned = !existsSync(policyFile);
  if (owned) await writeFile(policyFile, '#!/bin/sh\nexit 101\n', { mode: 0o755 });
  try {
    await work();
  } finally {
    if (owned) await rm(policyFile, { force: true });
  }
}

/** Ends a service that started all the same, and keeps it from starting with the machine. */
export async function disableService(name: string): Promise<void> {
  const systemctl = findExecutable(['systemctl'], ['/usr/bin']);
  const service = findExecutable(['service'], ['/usr/sbin']);
  // Nothing to end is a fault to these tools, and the usual case in a container.
  if (systemctl) await runCommand([systemctl, 'disable', '--now', name]).catch(() => undefined);
  else if (service) await runCommand([service, name, 'stop']).catch(() => undefined);
}

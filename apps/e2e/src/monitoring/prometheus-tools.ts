import { existsSync } from 'node:fs';
import { aptInstall, findExecutable } from '@aisha/servers';

/** Where Debian puts them. */
const FOLDERS = ['/usr/bin', '/usr/local/bin'];

/**
 * Path of `prometheus` or `promtool`: on PATH, else, as root on Debian with CI=true, brought by apt-get.
 * @returns undefined where there is none, after one sentence that says what to install
 */
export async function prometheusTool(name: 'prometheus' | 'promtool'): Promise<string | undefined> {
  const known = findExecutable([name], FOLDERS);
  if (known) return known;
  if (
    process.env['CI'] === 'true' &&
    process.getuid?.() === 0 &&
    existsSync('/etc/debian_version')
  ) {
    await aptInstall('prometheus', (line) => console.warn(line));
    return findExecutable([name], FOLDERS);
  }
  console.warn(`skipped: no ${name} on PATH (Debian: apt-get install prometheus)`);
  return undefined;
}

import { once } from 'node:events';
import { createServer } from 'node:net';
import { findExecutable, runCommand } from '@aisha/servers';
import { CannotStart } from '../settings/cannot-start.errors';
import { appNames } from '../settings/app-environments';
import type { LocalSettings } from '../settings/local-settings';
import { portDefaults, sandboxListeners } from '../settings/ports';
import type { Listener } from '../settings/ports';

/**
 * Looks at every port before anything is started.
 * @throws CannotStart which port, whose, and how to move
 */
export async function refuseTakenPorts(settings: LocalSettings): Promise<void> {
  const wanted = [
    ...sandboxListeners(settings).map((name) => ({ name, host: '127.0.0.1' })),
    ...appNames.map((name) => ({ name, host: settings.host })),
  ];
  for (const { name, host } of wanted) {
    const port = settings.ports[name];
    if (await isTaken(host, port)) throw await refusal(name, port);
  }
}

async function refusal(name: Listener, port: number): Promise<CannotStart> {
  const owner = await ownerOf(port);
  return new CannotStart(
    `Port ${port} (${name}) is taken${owner ? ` by ${owner}` : ''}: ` +
      `stop that, or set ${portDefaults[name].variable} in .env.`,
  );
}

async function isTaken(host: string, port: number): Promise<boolean> {
  const server = createServer();
  try {
    server.listen(port, host);
    await once(server, 'listening');
    return false;
  } catch {
    return true;
  } finally {
    server.close();
  }
}

/** Name and id of the process that listens, where the system tells. */
async function ownerOf(port: number): Promise<string | undefined> {
  const ss = findExecutable(['ss'], ['/usr/bin', '/bin']);
  const lsof = findExecutable(['lsof'], ['/usr/bin', '/usr/sbin']);
  if (ss) return parseSs(await output([ss, '-Hltnp', `sport = :${port}`]));
  if (lsof) return parseLsof(await output([lsof, '-nP', `-iTCP:${port}`, '-sTCP:LISTEN', '-Fpc']));
  return undefined;
}

const output = (command: readonly string[]) => runCommand(command).catch(() => '');

export function parseSs(text: string): string | undefined {
  const [, name, pid] = /\("([^"]+)",pid=(\d+)/.exec(text) ?? [];
  return name && `${name} (process ${pid})`;
}

export function parseLsof(text: string): string | undefined {
  const [, pid] = /^p(\d+)$/m.exec(text) ?? [];
  const [, name] = /^c(.+)$/m.exec(text) ?? [];
  return name && `${name} (process ${pid})`;
}

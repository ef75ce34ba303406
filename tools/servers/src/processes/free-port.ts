import { once } from 'node:events';
import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';

/**
 * Ports from which no system takes the near end of outgoing connections: Linux begins at 32,768, macOS and Windows
 * at 49,152. A port of that range that is free now may be a connection's by the time its server listens.
 */
const LOWEST = 20_000;
const HIGHEST = 32_767;
const TRIES = 100;

const given = new Set<number>();

/** A TCP port of 127.0.0.1 that nothing listens on right now, and that this process was not given before. */
export async function freePort(): Promise<number> {
  for (let tries = 0; tries < TRIES; tries += 1) {
    const port = randomInt(LOWEST, HIGHEST + 1);
    if (given.has(port)) continue;
    given.add(port);
    if (await isFree(port)) return port;
  }
  throw new Error(`No free port in ${TRIES} tries between ${LOWEST} and ${HIGHEST}`);
}

async function isFree(port: number): Promise<boolean> {
  const server = createServer().listen(port, '127.0.0.1');
  try {
    await once(server, 'listening');
  } catch {
    return false;
  }
  await once(server.close(), 'close');
  return true;
}

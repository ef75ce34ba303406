import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { homedir, userInfo } from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type * as Testcontainers from 'testcontainers';
import { NotHere } from '../unavailable.errors';

export interface DockerEngine {
  readonly testcontainers: typeof Testcontainers;
  readonly client: Testcontainers.ContainerRuntimeClient;
}

/** Loading testcontainers takes a second, so it is asked only where an engine may be. */
function mayHaveEngine(): boolean {
  if (process.env['DOCKER_HOST'] || process.env['TESTCONTAINERS_HOST_OVERRIDE']) return true;
  if (process.platform === 'win32') return true;
  const sockets = [
    '/var/run/docker.sock',
    `/run/user/${userInfo().uid}/docker.sock`,
    path.join(homedir(), '.docker/run/docker.sock'),
    path.join(homedir(), '.docker/desktop/docker.sock'),
    path.join(homedir(), '.testcontainers.properties'),
  ];
  return sockets.some((socket) => existsSync(socket));
}

export async function dockerEngine(): Promise<DockerEngine> {
  if (!mayHaveEngine()) throw new NotHere('no Docker engine');
  // Its helper container is one more image to have; what a killed run leaves is swept by label instead.
  process.env['TESTCONTAINERS_RYUK_DISABLED'] ??= 'true';
  // Required at run time, so that the bundle does not take it in with its native parts.
  const testcontainers = createRequire(import.meta.url)('testcontainers') as typeof Testcontainers;
  try {
    return { testcontainers, client: await testcontainers.getContainerRuntimeClient() };
  } catch {
    throw new NotHere('no Docker engine answers');
  }
}

const pullLimitMs = 60_000;

/** The image is there or comes within a minute; a machine without a registry must not wait for ever. */
export async function ensureImage(
  { testcontainers, client }: DockerEngine,
  image: string,
  onProgress: (line: string) => void,
): Promise<void> {
  const name = testcontainers.ImageName.fromString(image);
  if (await client.image.exists(name)) return;
  onProgress(`Pulling ${image}`);
  const pulled = client.image.pull(name).then(() => true);
  const inTime = await Promise.race([pulled, delay(pullLimitMs, false, { ref: false })]);
  if (!inTime) throw new NotHere(`${image} did not arrive within ${pullLimitMs / 1000} s`);
}

import { hostname } from 'node:os';
import { isRunning } from '../processes/running-process';
import { until } from '../processes/until';
import { NotHere } from '../unavailable.errors';
import { dockerEngine, ensureImage } from './docker-engine';
import type { DockerEngine } from './docker-engine';

const ownerLabel = 'aisha.servers.owner';

export interface ContainerSettings {
  readonly image: string;
  /** The port inside the container. */
  readonly port: number;
  readonly environment: Record<string, string>;
  readonly command: string[];
  /** Named volume and where it is mounted: data that survives the container. */
  readonly volume?: { readonly name: string; readonly target: string };
  /** Gets `host:port` as seen from here. */
  answers(address: string): Promise<boolean>;
  onProgress(line: string): void;
}

/** Starts a container that ends with `close()`; one that a killed run left is removed at the next start. */
export async function openContainer(
  settings: ContainerSettings,
): Promise<{ address: string; close(): Promise<void> }> {
  const engine = await dockerEngine();
  await sweep(engine);
  await ensureImage(engine, settings.image, settings.onProgress);
  const container = await build(engine, settings).start();
  const close = async () => void (await container.stop({ remove: true, removeVolumes: true }));
  const port = container.getMappedPort(settings.port);
  // An engine in the same container as we are may publish on loopback only, while testcontainers then names
  // the address of Docker's bridge.
  const addresses = [`${container.getHost()}:${port}`, `127.0.0.1:${port}`];
  const address = await firstThatAnswers(addresses, settings);
  if (address) return { address, close };
  await close();
  throw new NotHere(`a container of ${settings.image} started but does not answer`);
}

async function firstThatAnswers(addresses: readonly string[], { answers }: ContainerSettings) {
  let found: string | undefined;
  await until(async () => {
    const asked = await Promise.all(addresses.map((address) => answers(address)));
    found = addresses.find((_, index) => asked[index]);
    return found !== undefined;
  }, 30_000);
  return found;
}

function build({ testcontainers }: DockerEngine, settings: ContainerSettings) {
  const container = new testcontainers.GenericContainer(settings.image)
    .withExposedPorts(settings.port)
    .withEnvironment(settings.environment)
    .withCommand(settings.command)
    // Whether it answers is for the caller to say, from where it is.
    .withWaitStrategy(testcontainers.Wait.forSuccessfulCommand('true'))
    .withLabels({ [ownerLabel]: `${hostname()}/${process.pid}` });
  const { volume } = settings;
  return volume
    ? container.withBindMounts([{ source: volume.name, target: volume.target, mode: 'rw' }])
    : container;
}

async function sweep({ client }: DockerEngine): Promise<void> {
  const { dockerode } = client.container;
  const ours = await dockerode.listContainers({ all: true, filters: { label: [ownerLabel] } });
  for (const { Id, Labels } of ours) {
    if (isAbandoned(Labels[ownerLabel] ?? '')) {
      // Another run may sweep it at the same time.
      await dockerode
        .getContainer(Id)
        .remove({ force: true, v: true })
        .catch(() => undefined);
    }
  }
}

function isAbandoned(owner: string): boolean {
  const [host, pid] = owner.split('/');
  return host === hostname() && !isRunning(Number(pid));
}

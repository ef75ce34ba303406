import { fastify } from 'fastify';
import { EventEmitter } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { FalFaultPlan } from './fal-faults';
import { FaultPlan } from './faults';
import { JobRunner } from './queue/job-runner';
import { JobWork } from './queue/job-work';
import { RequestStore } from './queue/request-store';
import { WebhookSender } from './queue/webhook-sender';
import { breakOffAnswers } from './routes/played-faults';
import { PlatformRoutes } from './routes/platform.routes';
import { QueueRoutes } from './routes/queue.routes';
import { sandboxRoutes } from './routes/sandbox.routes';
import type { StandInParts } from './routes/stand-in.types';
import { StorageRoutes } from './routes/storage.routes';
import { SigningKeys } from './signing-keys';
import { StoredFiles } from './stored-files';

// Room for photos that come as data: addresses.
const bodyLimit = 64 * 1024 * 1024;

/** How to run FAL's stand-in. */
export interface FalStandInOptions {
  readonly host?: string;
  /** 0 takes any free port. */
  readonly port: number;
  /** The only key that is let in. */
  readonly key: string;
  /** Keeps jobs, files and the signing key; without it they end with the process. */
  readonly dataDir?: string;
  /** How long a training seems to take, 6 s if left out. */
  readonly trainingMs?: number;
  /** How long an image seems to take, 1.5 s if left out. */
  readonly imageMs?: number;
  /** Wait before the first repetition of a callback, doubled each time up to a minute; 1 s if left out. */
  readonly webhookRetryMs?: number;
}

/** A running stand-in. */
export interface RunningStandIn {
  /** Address without a slash at its end. */
  readonly url: string;
  readonly port: number;
  close(): Promise<void>;
}

/**
 * FAL on this machine: queue at `<url>/queue`, REST at `<url>/rest` (JWKS at
 * `<url>/rest/.well-known/jwks.json`; its platform API is at `<url>/rest/v1`), files at `<url>/files`, orders for faults at `<url>/_sandbox`.
 */
export async function startFalStandIn(options: FalStandInOptions): Promise<RunningStandIn> {
  const { host = '127.0.0.1', port, dataDir } = options;
  const dir = dataDir ?? (await mkdtemp(path.join(tmpdir(), 'fal-stand-in-')));
  const { parts, sender } = await assemble(options, dir);
  const app = createServer(parts);
  const address = await app.listen({ host, port });
  parts.runner.resume();
  const url = new URL(address);
  return {
    url: url.origin,
    port: Number(url.port),
    async close() {
      parts.runner.close();
      sender.close();
      await app.close();
      await parts.store.close();
      if (!dataDir) await rm(dir, { recursive: true, force: true });
    },
  };
}

async function assemble(options: FalStandInOptions, dir: string) {
  const store = await RequestStore.open(path.join(dir, 'requests'));
  const keys = await SigningKeys.open(dir);
  const files = new StoredFiles(path.join(dir, 'files'));
  const faults: FalFaultPlan = new FaultPlan();
  const completed = new EventEmitter();
  const sender = new WebhookSender(store, keys, faults, options.webhookRetryMs ?? 1_000);
  const paces = { training: options.trainingMs ?? 6_000, image: options.imageMs ?? 1_500 };
  const work = new JobWork(files, faults, paces);
  const runner = new JobRunner(store, work, async (request) => {
    await sender.deliver(request).finally(() => completed.emit(request.id));
  });
  const parts: StandInParts = { key: options.key, store, files, keys, faults, runner, completed };
  return { parts, sender };
}

function createServer(parts: StandInParts) {
  const app = fastify({ bodyLimit, forceCloseConnections: true });
  const storage = new StorageRoutes(parts);
  breakOffAnswers(app);
  app.addContentTypeParser('application/json', { parseAs: 'string' }, parseJson);
  app.setErrorHandler(({ statusCode = 500, message }: Error & { statusCode?: number }, _, reply) =>
    reply.code(statusCode).send({ detail: message }),
  );
  app.setNotFoundHandler((_, reply) => reply.code(404).send({ detail: 'Not Found' }));
  app.register(async (scope) => new QueueRoutes(parts).register(scope), { prefix: '/queue' });
  app.register(async (scope) => storage.registerInitiation(scope), { prefix: '/rest' });
  app.register(async (scope) => new PlatformRoutes(parts).register(scope), { prefix: '/rest/v1' });
  app.register(async (scope) => storage.registerFiles(scope));
  app.register(async (scope) => sandboxRoutes(scope, parts), { prefix: '/_sandbox' });
  app.get('/rest/.well-known/jwks.json', async () => parts.keys.jwks());
  return app;
}

// FAL's client calls itself JSON also where it sends no body at all.
function parseJson(
  _request: unknown,
  body: string | Buffer,
  done: (error: Error | null, body?: unknown) => void,
): void {
  if (body.length === 0) return done(null, undefined);
  try {
    done(null, JSON.parse(String(body)));
  } catch {
    done(Object.assign(new Error('The body is not JSON'), { statusCode: 400 }));
  }
}

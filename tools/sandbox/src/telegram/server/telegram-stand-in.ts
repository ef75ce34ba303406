import { mkdtemp, rm } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fastify from 'fastify';
import { LongPolling } from '../delivery/long-polling';
import { WebhookDelivery } from '../delivery/webhook-delivery';
import { personRoutes } from '../person/person.routes';
import { World } from '../world/world';
import { keepWorld } from '../world/world-archive';
import { botApiRoutes } from './bot-api.routes';
import { BotCalls } from './bot-calls';
import { CallParams } from './call-params';
import { Faults } from './faults';
import { sandboxRoutes } from './sandbox.routes';
import { SendLimits } from './send-limits';
import { TruthLog } from './truth-log';

/** Where the stand-in listens and whose bot it plays for. Without `dataDir` everything is gone after `close`. */
export interface TelegramStandInOptions {
  token: string;
  host?: string;
  /** 0 takes a free one. */
  port: number;
  dataDir?: string;
  botName?: string;
  username?: string;
}

export interface TelegramStandIn {
  /** The `apiRoot` for clients, without a trailing slash. */
  url: string;
  port: number;
  world: World;
  close(): Promise<void>;
}

/**
 * Starts a server that keeps to the Bot API's protocol for one bot, with the person's side under `/api` and
 * the tests' controls under `/_sandbox`. Throws when the token has no bot id or the port is taken.
 */
export async function startTelegramStandIn(
  options: TelegramStandInOptions,
): Promise<TelegramStandIn> {
  const {
    token,
    host = '127.0.0.1',
    port,
    botName = 'Aisha',
    username = 'aisha_sandbox_bot',
  } = options;
  const id = Number.parseInt(token, 10);
  if (!(id > 0)) throw new Error('A bot token begins with the id of the bot, as in 123456:secret');
  const dataDir = options.dataDir ?? (await mkdtemp(join(tmpdir(), 'telegram-')));
  const folder = join(dataDir, `bot-${id}`);
  const world = new World({ id, firstName: botName, username }, folder);
  const journal = options.dataDir === undefined ? undefined : await keepWorld(world, folder);
  const { app, webhooks } = buildServer(world, token);
  await app.listen({ host, port });
  webhooks.resume();
  const address = app.server.address() as AddressInfo;
  return {
    url: `http://${host}:${address.port}`,
    port: address.port,
    world,
    close: async () => {
      webhooks.stop();
      await app.close();
      await (journal ? journal.close() : rm(dataDir, { recursive: true, force: true }));
    },
  };
}

function buildServer(world: World, token: string) {
  const app = fastify({ forceCloseConnections: true });
  const webhooks = new WebhookDelivery(world);
  const context = { world, webhooks, polling: new LongPolling(world) };
  const calls = new BotCalls(context, new Faults(), new SendLimits(), new TruthLog());
  webhooks.onReply = (method, body) =>
    calls.handle(method, CallParams.fromJson(body, new Map()), new AbortController().signal);
  app.setNotFoundHandler((_request, reply) =>
    reply.code(404).send({ ok: false, error_code: 404, description: 'Not Found' }),
  );
  app.register(botApiRoutes(world, token, calls));
  app.register(sandboxRoutes(calls), { prefix: '/_sandbox' });
  app.register(personRoutes(world), { prefix: '/api' });
  return { app, webhooks };
}

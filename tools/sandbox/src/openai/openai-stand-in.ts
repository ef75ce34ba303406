import { fastify, type FastifyInstance } from 'fastify';
import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { FaultPlan } from '../fal/faults';
import { openAiFault } from './openai-faults';
import { OpenAiError } from './openai.errors';
import { OpenAiRoutes, type OpenAiParts } from './openai.routes';
import { VoiceTexts } from './voice-texts';

// Chat requests may carry pictures as data: addresses.
const bodyLimit = 64 * 1024 * 1024;

/** How to run OpenAI's stand-in. */
export interface OpenAiStandInOptions {
  readonly host?: string;
  /** 0 takes any free port. */
  readonly port: number;
  /** The only key that is let in. */
  readonly key: string;
  /** Samples whose text is known: NAME.txt beside NAME.ogg, .mp3, .m4a or .mp4. */
  readonly voiceTextsDir?: string;
  /** How long each answer takes, in milliseconds; 0 if left out. */
  readonly replyMs?: number;
}

/** A running stand-in. */
export interface RunningOpenAiStandIn {
  /** Base address as OPENAI_BASE_URL takes it, ending in `/v1`. */
  readonly url: string;
  readonly port: number;
  close(): Promise<void>;
}

/**
 * OpenAI on this machine. It can neither hear nor think and says so: known samples get their own text,
 * everything else a made-up one. Orders for faults at `/_sandbox` beside `/v1`.
 */
export async function startOpenAiStandIn(
  options: OpenAiStandInOptions,
): Promise<RunningOpenAiStandIn> {
  const { host = '127.0.0.1', port, key, voiceTextsDir, replyMs = 0 } = options;
  const texts = await VoiceTexts.load(voiceTextsDir);
  const parts: OpenAiParts = { key, texts, faults: new FaultPlan(), replyMs, log: [] };
  const app = createServer(parts);
  const { origin, port: taken } = new URL(await app.listen({ host, port }));
  return { url: `${origin}/v1`, port: Number(taken), close: () => app.close() };
}

function createServer(parts: OpenAiParts): FastifyInstance {
  const app = fastify({ bodyLimit, forceCloseConnections: true });
  app.addHook('onRequest', async (_call, reply) => {
    void reply.header('x-request-id', `req_${randomUUID().replaceAll('-', '')}`);
  });
  app.setErrorHandler((error: Error & { statusCode?: number }, _call, reply) => {
    const told =
      error instanceof OpenAiError
        ? error
        : new OpenAiError(error.statusCode ?? 500, error.message);
    return reply.code(told.status).headers(told.headers).send(told.toBody());
  });
  app.setNotFoundHandler((call) => {
    throw new OpenAiError(404, `Invalid URL (${call.method} ${call.url})`);
  });
  app.register(async (scope) => new OpenAiRoutes(parts).register(scope), { prefix: '/v1' });
  app.register(async (scope) => sandboxRoutes(scope, parts), { prefix: '/_sandbox' });
  return app;
}

function sandboxRoutes(scope: FastifyInstance, { faults, log }: OpenAiParts): void {
  scope.get('/requests', async () => log);
  scope.get('/faults', async () => faults.list());
  scope.post('/faults', async (call, reply) => {
    const fault = openAiFault.safeParse(call.body);
    if (!fault.success) throw new OpenAiError(400, z.prettifyError(fault.error));
    faults.add(fault.data);
    return reply.code(204).send();
  });
  scope.delete('/faults', async (_call, reply) => {
    faults.clear();
    return reply.code(204).send();
  });
}

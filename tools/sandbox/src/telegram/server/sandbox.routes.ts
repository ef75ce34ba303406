import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { BotCalls } from './bot-calls';
import { crowdRoutes } from './crowd.routes';
import { faultSchema } from './faults';
import { moneyRoutes } from './money.routes';

const redelivery = z.object({ updateId: z.int() });
const limits = z.object({ enabled: z.boolean() });
const logQuery = z.object({
  after: z.coerce.number().default(0),
  limit: z.coerce.number().int().positive().default(Number.MAX_SAFE_INTEGER),
});

/** What Telegram does not have: orders to misbehave, and a look at what really happened. Under `/_sandbox`. */
export const sandboxRoutes = (calls: BotCalls) => async (app: FastifyInstance) => {
  const { world, polling } = calls.context;
  app.setErrorHandler((error, _request, reply) => {
    const isBadInput = error instanceof z.ZodError;
    const words = isBadInput ? z.prettifyError(error) : 'the request cannot be read';
    return reply.code(400).send({ error: words });
  });
  app.get('/faults', () => calls.faults.pending);
  app.post('/faults', (request, reply) => {
    calls.faults.order(faultSchema.parse(request.body));
    return reply.code(201).send({ pending: calls.faults.pending.length });
  });
  app.delete('/faults', (_request, reply) => {
    calls.faults.clear();
    return reply.code(204).send();
  });
  app.post('/redeliver', (request, reply) => {
    const { updateId } = redelivery.parse(request.body);
    const isKnown = world.updates.redeliver(updateId);
    if (!isKnown) return reply.code(404).send({ error: `update ${updateId} was never delivered` });
    return reply.send({ updateId });
  });
  app.post('/limits', (request) => {
    calls.limits.enabled = limits.parse(request.body).enabled;
    return { enabled: calls.limits.enabled };
  });
  app.get('/log', (request) => {
    const { after, limit } = logQuery.parse(request.query);
    return calls.log.after(after, limit);
  });
  crowdRoutes(app, world);
  moneyRoutes(app, world);
  app.get('/state', () => ({
    people: world.people.all().length,
    pendingUpdates: world.updates.size,
    lastUpdateId: world.counters.snapshot.updateId,
    lastMessageId: world.counters.snapshot.messageId,
    isPolled: polling.isWaiting,
    polls: polling.counts,
    webhookUrl: world.webhook?.url ?? null,
    faults: calls.faults.pending.length,
    limits: calls.limits.enabled,
  }));
};

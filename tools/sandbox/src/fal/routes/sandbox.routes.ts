import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { falFault } from '../fal-faults';
import { sandboxFalUserId } from '../signing-keys';
import type { StandInParts } from './stand-in.types';

const toSign = z.object({
  requestId: z.string(),
  userId: z.string().default(sandboxFalUserId),
  body: z.union([z.string(), z.record(z.string(), z.unknown())]),
  timestamp: z.number().int().optional(),
});

/** What FAL does not have: orders for faults, and the truth about what was asked. */
export function sandboxRoutes(scope: FastifyInstance, parts: StandInParts): void {
  const { faults, keys, store } = parts;
  scope.get('/faults', async () => faults.list());
  scope.post('/faults', async (call, reply) => {
    const fault = falFault.safeParse(call.body);
    if (!fault.success) return reply.code(400).send({ detail: z.prettifyError(fault.error) });
    faults.add(fault.data);
    return reply.code(204).send();
  });
  scope.delete('/faults', async (_call, reply) => {
    faults.clear();
    return reply.code(204).send();
  });
  scope.post('/rotate-keys', async () => {
    await keys.rotate();
    return keys.jwks();
  });
  // A body that is not text is signed as its JSON, which then is the body to send.
  scope.post('/sign', async (call, reply) => {
    const asked = toSign.safeParse(call.body);
    if (!asked.success) return reply.code(400).send({ detail: z.prettifyError(asked.error) });
    const { body: content, ...rest } = asked.data;
    const body = typeof content === 'string' ? content : JSON.stringify(content);
    return { headers: keys.sign({ ...rest, body }), body };
  });
  scope.get('/requests', async () => store.list());
}

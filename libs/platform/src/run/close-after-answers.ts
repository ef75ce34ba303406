import type { FastifyInstance } from 'fastify';

/**
 * A server that closes waits for its connections. Those that have a request in hand would be kept alive after its
 * answer, and a proxy keeps them for a minute: so the last answers say that the connection ends.
 */
export function closeAfterAnswers(server: Pick<FastifyInstance, 'addHook'>): void {
  let closing = false;
  server.addHook('preClose', async () => {
    closing = true;
  });
  server.addHook('onSend', async (_request, reply) => {
    if (closing) reply.header('connection', 'close');
  });
}

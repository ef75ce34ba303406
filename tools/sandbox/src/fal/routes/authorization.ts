import type { FastifyInstance, FastifyRequest } from 'fastify';

/** Asks every call of this scope for `Authorization: Key <key>`. */
export function requireKey(scope: FastifyInstance, key: string): void {
  scope.addHook('onRequest', async (request, reply) => {
    if (request.headers.authorization === `Key ${key}`) return;
    await reply.code(401).send({ detail: 'invalid key credentials' });
  });
}

/** The address under which the caller reached us. */
export const baseUrlOf = (request: FastifyRequest): string =>
  `${request.protocol}://${request.host}`;

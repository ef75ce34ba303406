import { createBullBoard } from '@bull-board/api';
import { BullMQAdapter } from '@bull-board/api/bullMQAdapter';
import { FastifyAdapter } from '@bull-board/fastify';
import { queuePrefix, type RedisConnection } from '@aisha/platform';
import { Queue } from 'bullmq';
import fastify, { type FastifyInstance } from 'fastify';
import { boardFiles } from './board-files';

/** The page asks for fonts of a stranger: it does without, and nobody learns who looks at it. */
const CONTENT_POLICY = [
  "default-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "frame-ancestors 'none'",
].join('; ');

export interface BoardOptions {
  /** Where it is served, such as `/queues`. */
  path: string;
  queues: readonly string[];
  connection: RedisConnection;
  onError(error: Error): void;
}

/**
 * Bull Board over these queues, as a server that is handed requests and does not listen itself. It only shows: rows
 * are the truth, a job that failed is gone from Redis at once, and what is stuck is tried again at the operators'
 * desk, which knows the row.
 */
export async function openBullBoard(options: BoardOptions): Promise<FastifyInstance> {
  const adapter = new FastifyAdapter();
  adapter.setBasePath(options.path);
  createBullBoard({
    queues: options.queues.map((name) => adapterOf(name, options)),
    serverAdapter: adapter,
    options: { uiBasePath: boardFiles(), uiConfig: { boardTitle: 'Aisha' } },
  });
  const server = fastify();
  server.addHook('onSend', async (_request, reply) => {
    reply.header('content-security-policy', CONTENT_POLICY).header('cache-control', 'no-store');
  });
  server.register(adapter.registerPlugin(), { prefix: options.path });
  await server.ready();
  return server;
}

function adapterOf(name: string, { connection, onError }: BoardOptions): BullMQAdapter {
  const queue = new Queue(name, { connection, prefix: queuePrefix(connection, name) });
  queue.on('error', onError);
  return new BullMQAdapter(queue, { readOnlyMode: true, allowRetries: false });
}

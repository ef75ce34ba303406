import type { FastifyReply } from 'fastify';
import { setTimeout as sleep } from 'node:timers/promises';

const intervalMs = 200;

/** Sends a job's status as server-sent events, one a change, until it is COMPLETED. */
export async function streamStatus(
  reply: FastifyReply,
  current: () => { status: string },
): Promise<FastifyReply> {
  reply.hijack();
  const { raw } = reply;
  raw.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-cache' });
  let last = '';
  while (!raw.destroyed) {
    const status = current();
    const event = JSON.stringify(status);
    if (event !== last) raw.write(`data: ${event}\n\n`);
    if (status.status === 'COMPLETED') break;
    last = event;
    await sleep(intervalMs, undefined, { ref: false });
  }
  raw.end();
  return reply;
}

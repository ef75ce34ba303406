import { request, type IncomingMessage } from 'node:http';
import { pipeline } from 'node:stream';
import type { FastifyPluginCallback, FastifyReply, FastifyRequest } from 'fastify';

/**
 * Passes every request under this plugin's prefix on to the same path of another http server: bodies, ranges and
 * event streams as they are. Answers 502 when that server cannot be reached.
 */
export function apiProxy(apiUrl: string): FastifyPluginCallback {
  return (app, _options, done) => {
    app.removeAllContentTypeParsers();
    app.addContentTypeParser('*', (_request, _payload, parsed) => parsed(null));
    app.all('/*', (incoming, reply) => passOn(new URL(incoming.url, apiUrl), incoming, reply));
    done();
  };
}

function passOn(target: URL, { raw }: FastifyRequest, reply: FastifyReply): FastifyReply {
  const headers = { ...raw.headers, host: target.host };
  const outgoing = request(target, { method: raw.method, headers }, (answer) =>
    sendBack(answer, reply),
  );
  outgoing.on('error', () => refuse(reply));
  reply.raw.on('close', () => outgoing.destroy());
  pipeline(raw, outgoing, () => undefined);
  return reply.hijack();
}

function sendBack(answer: IncomingMessage, { raw }: FastifyReply): void {
  raw.writeHead(answer.statusCode ?? 502, answer.headers);
  pipeline(answer, raw, () => undefined);
}

function refuse({ raw }: FastifyReply): void {
  if (raw.headersSent) raw.destroy();
  else
    raw
      .writeHead(502, { 'content-type': 'application/json' })
      .end('{"error":"sandbox is not reachable"}');
}

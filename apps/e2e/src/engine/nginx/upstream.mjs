// Stands in for an app behind nginx. Answers with what it was asked; told by the query: `answer` is the status,
// `wait` the time before it in ms, both only by the server that `on` names. Not ready while /tmp/not-ready exists.
import { existsSync } from 'node:fs';
import { createServer } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';

const { NAME, PORT } = process.env;
let closing = false;

const server = createServer(async (request, response) => {
  if (closing) return response.writeHead(503, { connection: 'close' }).end();
  let bytes = 0;
  for await (const chunk of request) bytes += chunk.length;
  const { method, url, headers } = request;
  const { pathname, searchParams: told } = new URL(url, 'http://upstream');
  const isMeant = !told.has('on') || told.get('on') === NAME;
  if (told.has('wait')) console.log(url); // so that a test knows that it has come
  if (isMeant) await delay(Number(told.get('wait') ?? 0));
  const ready = pathname !== '/health' || !existsSync('/tmp/not-ready');
  response.statusCode = !ready ? 503 : isMeant ? Number(told.get('answer') ?? 200) : 200;
  response.setHeader('content-type', 'application/json');
  response.end(JSON.stringify({ name: NAME, method, url, headers, bytes }));
});
server.keepAliveTimeout = 72_000; // Fastify's
server.listen(Number(PORT));
// As Fastify does: no new connections, 503 on those that are open, what is in hand answered.
process.once('SIGTERM', () => {
  closing = true;
  server.close(() => process.exit(0));
});

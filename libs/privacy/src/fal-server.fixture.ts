import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** FAL as far as deletions go: `PUT …/cancel` and `DELETE /v1/models/requests/<id>/payloads`. */
export async function startFalServer() {
  const cancelled: string[] = [];
  const deleted: string[] = [];
  const behaviour = { status: 200 };
  const server = createServer((request, response) => {
    const path = request.url ?? '';
    const answer = (status: number, body: object) =>
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    const [, cancel] = /\/requests\/([\w-]+)\/cancel$/.exec(path) ?? [];
    const [, payloads] = /^\/v1\/models\/requests\/([\w-]+)\/payloads$/.exec(path) ?? [];
    if (request.method === 'PUT' && cancel) {
      cancelled.push(cancel);
      return answer(202, { status: 'CANCELLATION_REQUESTED' });
    }
    if (request.method !== 'DELETE' || !payloads) return answer(404, { detail: 'Not Found' });
    if (behaviour.status !== 200) return answer(behaviour.status, { detail: 'not now' });
    deleted.push(payloads);
    return answer(200, {
      cdn_delete_results: [{ link: 'https://v3.fal.media/f', exception: null }],
    });
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const close = async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  };
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, cancelled, deleted, behaviour, close };
}

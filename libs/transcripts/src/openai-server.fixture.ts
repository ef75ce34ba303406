import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';

/** What OpenAI's transcription address says: a text, at once or after a while, or an error's status. */
export type Said = string | number | (() => Promise<string>);

/** Stands in for OpenAI's transcriptions: answers with what was put in, the last one again and again. */
export async function startOpenAiServer() {
  let script: Said[] = ['Привет, Аиша!'];
  const uploads: Buffer[] = [];
  const server = createServer((request, response) => {
    void buffer(request).then((body) => {
      uploads.push(body);
      void answer(response, script.length > 1 ? script.shift()! : script[0]!);
    });
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    /** Bodies of the requests since `says`. */
    uploads,
    says: (...next: [Said, ...Said[]]) => {
      script = next;
      uploads.length = 0;
    },
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function answer(response: ServerResponse, script: Said): Promise<void> {
  const said = typeof script === 'function' ? await script() : script;
  const headers = { 'content-type': 'application/json', 'retry-after-ms': '1' };
  if (typeof said === 'string') {
    response.writeHead(200, headers).end(JSON.stringify({ text: said, languages: ['ru'] }));
  } else {
    const code = said === 429 ? 'insufficient_quota' : null;
    const error = { message: 'no', type: 'server_error', param: null, code };
    response.writeHead(said, headers).end(JSON.stringify({ error }));
  }
}

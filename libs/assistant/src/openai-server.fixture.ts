import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';

export interface SeenChat {
  messages: { role: string; content: string }[];
}
/** The text of the reply, or an error's status. */
export type Script = (chat: SeenChat) => Promise<string | number> | string | number;

/** Stands in for OpenAI's chat completions. */
export async function startOpenAiServer() {
  let script: Script = () => 'Hello!';
  const seen: SeenChat[] = [];
  const server = createServer((request, response) => {
    void json(request).then(async (body) => {
      seen.push(body as SeenChat);
      const said = await script(body as SeenChat);
      const failed = typeof said === 'number';
      const headers = { 'content-type': 'application/json', 'retry-after-ms': '1' };
      response.writeHead(failed ? said : 200, headers).end(JSON.stringify(answer(said)));
    });
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    /** Requests since `plays`. */
    seen,
    plays: (next: Script) => {
      script = next;
      seen.length = 0;
    },
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function answer(said: string | number) {
  if (typeof said === 'string') return { choices: [{ message: { content: said } }] };
  const code = said === 429 ? 'insufficient_quota' : null;
  return { error: { message: 'no', type: 'server_error', param: null, code } };
}

import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';

interface Body {
  messages: { role: string; content: string }[];
}
/** What the model was asked: its instructions, and the text between the marks. */
export interface Asked {
  readonly instructions: string;
  readonly text: string;
}
/** What it says, why it ended when that is not `stop`, or an error's status. */
export type Said = string | { text: string; ended: 'length' | 'content_filter' } | number;
export type ChatScript = (asked: Asked) => Promise<Said> | Said;

/** Stands in for OpenAI's chat completions. */
export async function startChatServer() {
  let script: ChatScript = () => 'Готово.';
  const seen: Asked[] = [];
  const server = createServer((request, response) => {
    void json(request).then(async (body) => {
      const asked = read(body as Body);
      seen.push(asked);
      const said = await script(asked);
      const headers = { 'content-type': 'application/json', 'retry-after-ms': '1' };
      response.writeHead(typeof said === 'number' ? said : 200, headers);
      response.end(JSON.stringify(answer(said)));
    });
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    /** Requests since `plays`. */
    seen,
    plays: (next: ChatScript) => {
      script = next;
      seen.length = 0;
    },
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function read({ messages }: Body): Asked {
  const [system, user] = messages.map(({ content }) => content);
  const text = /^<transcript>\n([\s\S]*)\n<\/transcript>$/.exec(user ?? '')?.[1] ?? '';
  return { instructions: system ?? '', text };
}

function answer(said: Said) {
  if (typeof said === 'number') {
    const code = said === 429 ? 'insufficient_quota' : null;
    return { error: { message: 'no', type: 'server_error', param: null, code } };
  }
  const { text, ended } = typeof said === 'string' ? { text: said, ended: 'stop' } : said;
  return {
    choices: [{ message: { content: text }, finish_reason: ended }],
    usage: { prompt_tokens: 10, completion_tokens: 5, total_tokens: 15 },
  };
}

import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';

export interface SeenChat {
  stream?: boolean;
  messages: { role: string; content: string | { type: string }[] }[];
}
/** An answer that comes in pieces; `finish` null: the connection ends before the answer does. */
export interface Streamed {
  pieces: AsyncIterable<string> | Iterable<string>;
  finish?: 'stop' | 'length' | 'content_filter' | null;
}
type Said = string | number | Streamed;
/** The text of the reply, how it is streamed, or an error's status. */
export type Script = (chat: SeenChat) => Promise<Said> | Said;

/** Stands in for OpenAI's chat completions and speech. */
export async function startOpenAiServer() {
  let script: Script = () => 'Hello!';
  const seen: SeenChat[] = [];
  const spoken: { input: string }[] = [];
  let broken = 0;
  const server = createServer((request, response) => {
    response.on('close', () => void (response.writableFinished || (broken += 1)));
    void json(request).then(async (body) => {
      if (request.url?.endsWith('/audio/speech')) {
        spoken.push(body as { input: string });
        return void response.writeHead(200, { 'content-type': 'audio/ogg' }).end(oggOpus(3));
      }
      seen.push(body as SeenChat);
      const said = await script(body as SeenChat);
      if (typeof said === 'number') return fail(response, said);
      const { stream } = body as SeenChat;
      if (stream) return send(response, typeof said === 'string' ? { pieces: [said] } : said);
      response.writeHead(200, JSON_TYPE).end(JSON.stringify(whole(said)));
    });
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    /** Requests since `plays`. */
    seen,
    /** What was to be read out, since the start: three seconds each. */
    spoken,
    /** Answers whose reader hung up, since the start. */
    hungUp: () => broken,
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

/** As short as Ogg/Opus can be: a page with its head, whose counter says how long it plays. */
function oggOpus(seconds: number): Buffer {
  const page = Buffer.alloc(48);
  page.write('OggS', 0, 'latin1');
  page.writeBigInt64LE(BigInt(seconds * 48_000), 6);
  page.write('OpusHead', 28, 'latin1');
  return page;
}

const JSON_TYPE = { 'content-type': 'application/json', 'retry-after-ms': '1' };

function fail(response: ServerResponse, status: number): void {
  const code = status === 429 ? 'insufficient_quota' : null;
  const error = { message: 'no', type: 'server_error', param: null, code };
  response.writeHead(status, JSON_TYPE).end(JSON.stringify({ error }));
}

async function send(response: ServerResponse, { pieces, finish = 'stop' }: Streamed) {
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  const event = (choice: object) =>
    response.write(`data: ${JSON.stringify({ choices: [{ index: 0, ...choice }] })}\n\n`);
  for await (const content of pieces) {
    if (response.destroyed) return;
    event({ delta: { content } });
  }
  if (finish === null) return void response.end();
  event({ delta: {}, finish_reason: finish });
  response.end('data: [DONE]\n\n');
}

const whole = (said: string | Streamed) => ({
  choices: [{ message: { content: typeof said === 'string' ? said : '' }, finish_reason: 'stop' }],
});

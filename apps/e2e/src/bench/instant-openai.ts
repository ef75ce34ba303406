import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What is said in a minute, about. */
const TEXT = 'Коллеги, добрый день. Сегодня обсуждаем три вопроса. '.repeat(15).trim();
const CHAT = {
  id: 'chatcmpl-1',
  object: 'chat.completion',
  created: 0,
  model: 'gpt-6-luna',
  choices: [
    { index: 0, finish_reason: 'stop', message: { role: 'assistant', content: 'Хорошо.' } },
  ],
};

/** Stands in for OpenAI and listens to nothing: what is measured is the product. */
export async function startInstantOpenAi() {
  const server = createServer((request, response) => {
    void drained(request).then(() => {
      const isSound = request.url!.endsWith('/audio/transcriptions');
      const answer = isSound ? { text: TEXT, languages: [{ code: 'ru' }] } : CHAT;
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(answer));
    });
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function drained(request: IncomingMessage): Promise<void> {
  for await (const chunk of request) void chunk;
}

import { Logger } from '@nestjs/common';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import { Telegraf } from 'telegraf';
import { openPace, type OpenPace } from '../sending/send-pace.fixture';
import { DraftBubble } from './draft-bubble';

const chat = { botId: 77, chatId: 5 };
const OK = { ok: true, result: true };

describe('drafts', () => {
  let server: Server;
  let seen: unknown[];
  let answer: { ok: boolean; error_code?: number; [field: string]: unknown };
  let pace: OpenPace;
  let bubble: DraftBubble;

  beforeAll(() => Logger.overrideLogger(false));
  beforeEach(async () => {
    [seen, answer] = [[], OK];
    server = createServer((request, response) => {
      void json(request).then((body) => {
        seen.push({ method: request.url!.split('/').at(-1), body });
        response.statusCode = answer.error_code ?? 200;
        response.end(JSON.stringify(answer));
      });
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const apiRoot = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    pace = await openPace('redis://127.0.0.1:1', chat.botId);
    bubble = new DraftBubble(
      new Telegraf('77:token-of-the-tests', { telegram: { apiRoot } }),
      pace.pace,
    );
  });
  afterEach(async () => {
    pace.close();
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });

  it('should show a text as it is so far', async () => {
    expect(await bubble.show(chat, 9, '<b>Once</b> …')).toBe(true);
    expect(seen).toEqual([
      {
        method: 'sendMessageDraft',
        body: { chat_id: 5, draft_id: 9, text: '<b>Once</b> …', parse_mode: 'HTML' },
      },
    ]);
  });

  it('should not be asked for again of a server that does not know them', async () => {
    answer = { ok: false, error_code: 404, description: 'Not Found' };
    expect(await bubble.show(chat, 9, 'x')).toBe(false);
    expect(await bubble.show({ ...chat, chatId: 6 }, 9, 'x')).toBe(false);
    expect(seen).toHaveLength(1);
  });

  it('should give way to edits in a chat that takes none, and in groups', async () => {
    answer = { ok: false, error_code: 400, description: 'Bad Request: TEXTDRAFT_PEER_INVALID' };
    expect(await bubble.show(chat, 9, 'x')).toBe(false);
    answer = OK;
    expect(await bubble.show({ ...chat, chatId: -100 }, 9, 'x')).toBe(false);
    expect(await bubble.show({ ...chat, chatId: 6 }, 9, 'x')).toBe(true);
  });

  it('should be silent for as long as Telegram asks', async () => {
    const parameters = { retry_after: 9 };
    answer = { ok: false, error_code: 429, description: 'Too Many Requests', parameters };
    expect(await bubble.show(chat, 9, 'x')).toBe(true);
    expect(await bubble.show(chat, 9, 'x y')).toBe(true);
    expect(seen).toHaveLength(1);
    expect(Number(await pace.pace.admit(chat, 'person'))).toBeGreaterThan(8_000);
  });

  it('should be lost without harm when Telegram is away', async () => {
    answer = { ok: false, error_code: 500, description: 'Internal Server Error' };
    expect(await bubble.show(chat, 9, 'x')).toBe(true);
  });
});

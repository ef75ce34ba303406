import { Logger } from '@nestjs/common';
import { eventually } from '@aisha/testing';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Telegraf } from 'telegraf';
import { Catalogue } from '../messages/catalogue';
import { openPace, type OpenPace } from './send-pace.fixture';
import { Signals } from './signals';

const botId = 77;
const REFUSAL = {
  error_code: 429,
  description: 'Too Many Requests',
  parameters: { retry_after: 9 },
};

describe('signals', () => {
  let server: Server;
  let called: string[];
  let refuse: boolean;
  let pace: OpenPace;
  let signals: Signals;

  beforeAll(() => Logger.overrideLogger(false));
  beforeEach(async () => {
    [called, refuse] = [[], false];
    server = createServer((request, response) => {
      called.push(request.url!.split('/').at(-1)!);
      response.statusCode = refuse ? 429 : 200;
      response.end(JSON.stringify(refuse ? { ok: false, ...REFUSAL } : { ok: true, result: true }));
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const apiRoot = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    pace = await openPace('redis://127.0.0.1:1', botId);
    const bot = new Telegraf(`${botId}:token-of-the-tests`, { telegram: { apiRoot } });
    signals = new Signals(bot, new Catalogue(), pace.pace);
  });
  afterEach(async () => {
    pace.close();
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });

  it('should show that something is being worked on', async () => {
    signals.showTyping({ botId, chatId: 5 });
    await eventually(() => called.includes('sendChatAction'));
  });

  it('should leave "typing" out while the bot must be silent, and still end spinners', async () => {
    pace.pace.refused(undefined, 60_000, 'setMyCommands');
    signals.showTyping({ botId, chatId: 5 });
    signals.answerPress('q1', 'en', 'stale');
    await eventually(() => called.includes('answerCallbackQuery'));
    expect(called).not.toContain('sendChatAction');
  });

  it('should tell the senders when Telegram refuses one', async () => {
    refuse = true;
    signals.showTyping({ botId, chatId: 5 });
    await eventually(() => Number(pace.pace.admit({ botId, chatId: 5 }, 'person')) > 8_000);
    expect(pace.pace.paused).toBe(false);
    signals.answerPress('q1', 'en');
    await eventually(() => pace.pace.paused);
  });
});

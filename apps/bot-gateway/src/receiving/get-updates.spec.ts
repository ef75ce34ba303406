import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Telegram } from 'telegraf';
import { getUpdates, PollStalled } from './get-updates';

/** A Telegram that takes a poll and never answers. */
describe('a poll that hangs', () => {
  let server: Server;
  let telegram: Telegram;

  beforeAll(async () => {
    server = createServer(() => undefined);
    await once(server.listen(0, '127.0.0.1'), 'listening');
    const { port } = server.address() as AddressInfo;
    telegram = new Telegram('1:token', { apiRoot: `http://127.0.0.1:${port}` });
  });
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });

  it('should be called a stall once it outlasted its time', async () => {
    const poll = getUpdates(telegram, {
      end: new AbortController().signal,
      short: true,
      hangMs: 50,
    });
    await expect(poll).rejects.toBeInstanceOf(PollStalled);
  });

  it('should end at once, and be no stall, when it is told to', async () => {
    const end = new AbortController();
    const poll = getUpdates(telegram, { offset: 5, end: end.signal });
    end.abort();
    await expect(poll).rejects.toMatchObject({ name: 'AbortError' });
  });
});

import { refusal, TelegramFixture, token, type PersonFixture } from '../telegram.fixture';
import type { LoggedCall } from './truth-log';

describe('orders to misbehave', () => {
  let telegram: TelegramFixture;
  let person: PersonFixture;
  beforeEach(async () => {
    telegram = await TelegramFixture.start();
    person = await telegram.acquaintance();
  });
  afterEach(() => telegram.close());

  const order = (action: object, more = {}) =>
    telegram.sandbox('/faults', { method: 'sendMessage', action, ...more });
  const send = (text = 'hi') => telegram.call('sendMessage', { chat_id: person.id, text });
  const seen = async () => (await person.page()).messages.map(({ text }) => text);

  it('should answer 429 with a time to wait, as often as told', async () => {
    await order({ kind: 'error', code: 429, retryAfter: 7 }, { times: 2 });
    const tooMany = {
      status: 429,
      body: {
        ok: false,
        error_code: 429,
        description: 'Too Many Requests: retry after 7',
        parameters: { retry_after: 7 },
      },
    };
    expect([await send(), await send()]).toEqual([tooMany, tooMany]);
    expect((await send()).status).toBe(200);
    expect(await seen()).toEqual(['/start', 'hi']);
  });

  it('should break the connection before or after the call was carried out', async () => {
    await order({ kind: 'reset-before' });
    expect(await refusal(telegram.telegram.sendMessage(person.id, 'lost'))).toMatch(
      /hang up|reset/,
    );
    await order({ kind: 'reset-after' });
    expect(await refusal(telegram.telegram.sendMessage(person.id, 'sent'))).toMatch(
      /hang up|reset/,
    );
    expect(await seen()).toEqual(['/start', 'sent']);
    const log = await telegram.get<LoggedCall[]>('/_sandbox/log?after=0');
    expect(log).toMatchObject([{ seq: 1, method: 'sendMessage', chatId: person.id }]);
    expect(await telegram.get('/_sandbox/log?after=1')).toEqual([]);
  });

  it('should never answer a call that hangs, until the caller leaves', async () => {
    await order({ kind: 'hang' }, { method: '*' });
    const url = `${telegram.server.url}/bot${token}/getMe`;
    await expect(fetch(url, { signal: AbortSignal.timeout(100) })).rejects.toThrow('timeout');
    expect((await fetch(url)).status).toBe(200);
  });

  it('should answer late', async () => {
    await order({ kind: 'delay', ms: 150 });
    const begun = performance.now();
    expect((await send()).status).toBe(200);
    expect(performance.now() - begun).toBeGreaterThan(140);
  });

  it('should fail as a broken server does, without JSON', async () => {
    await order({ kind: 'error', code: 502 }, { chatId: person.id });
    const sent = refusal(telegram.telegram.sendMessage(person.id, 'x'));
    expect(await sent).toBe('502: Bad Gateway');
  });

  it('should touch only the chat and method that were named, and nothing once cleared', async () => {
    await order({ kind: 'error', code: 500 }, { chatId: 1 });
    expect((await send()).status).toBe(200);
    await order({ kind: 'error', code: 500 });
    expect((await telegram.call('getMe')).status).toBe(200);
    await fetch(`${telegram.server.url}/_sandbox/faults`, { method: 'DELETE' });
    expect((await send()).status).toBe(200);
  });

  it('should refuse an order that it does not understand', async () => {
    expect(await refusal(order({ kind: 'explode' }))).toContain('error');
  });

  it('should hold Telegram to its limits when told so', async () => {
    await telegram.sandbox('/limits', { enabled: true });
    const statuses: number[] = [];
    for (let count = 0; count < 6; count++) statuses.push((await send()).status);
    expect(statuses).toEqual([200, 200, 200, 200, 200, 429]);
    expect((await send()).body.parameters).toEqual({ retry_after: 1 });
    const other = await telegram.acquaintance();
    await telegram.telegram.sendMessage(other.id, 'unhindered');
    await telegram.sandbox('/limits', { enabled: false });
    expect((await send()).status).toBe(200);
  });

  it('should tell how things stand', async () => {
    await person.write('waiting');
    expect(await telegram.get('/_sandbox/state')).toMatchObject({
      people: 1,
      pendingUpdates: 1,
      webhookUrl: null,
      faults: 0,
      limits: false,
    });
  });
});

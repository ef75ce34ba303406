import { TelegramError } from 'telegraf';
import { webhookFault } from './webhook-fault';

const answered = (code: number, description: string, parameters?: object) =>
  new TelegramError({ error_code: code, description, ...(parameters ? { parameters } : {}) });

describe('webhookFault', () => {
  it('should wait as long as Telegram asks', () => {
    const tooMany = answered(429, 'Too Many Requests', { retry_after: 7 });
    expect(webhookFault(tooMany, 0).waitMs).toBe(7_000);
  });

  it('should wait longer after each failure, up to a minute', () => {
    const waits = [0, 1, 2, 6, 50].map((failures) => webhookFault(new Error('x'), failures).waitMs);
    expect(waits).toEqual([1_000, 2_000, 4_000, 60_000, 60_000]);
  });

  it('should say what Telegram does not like', () => {
    const refusal = 'Bad Request: bad webhook: getaddrinfo: Name or service not known';
    expect(webhookFault(answered(400, refusal), 0).reason).toContain(refusal);
    expect(webhookFault(answered(401, 'Unauthorized'), 0)).toEqual({
      reason: 'Telegram does not know this bot token',
      waitMs: 60_000,
    });
  });
});

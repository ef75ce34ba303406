import { TelegramError } from 'telegraf';
import { PollStalled } from './get-updates';
import { pollFault } from './poll-fault';

const answered = (code: number, description: string, parameters?: object) =>
  new TelegramError({ error_code: code, description, ...(parameters ? { parameters } : {}) });

describe('pollFault', () => {
  it.each([
    "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first",
    'Conflict: terminated by setWebhook request',
  ])('should take a webhook out of the way at once: %s', (description) => {
    expect(pollFault(answered(409, description))).toMatchObject({ kind: 'webhook', waitMs: 0 });
  });

  it('should step back for another poller, and leave webhooks alone', () => {
    const conflict = answered(
      409,
      'Conflict: terminated by other getUpdates request; make sure that only one bot instance is running',
    );
    expect(pollFault(conflict)).toEqual({
      kind: 'other-poller',
      reason: 'another program polls with this bot token',
      waitMs: 5_000,
    });
  });

  it('should ask anew at once when a poll hung', () => {
    expect(pollFault(new PollStalled(60_000))).toMatchObject({ kind: 'stalled', waitMs: 0 });
  });

  it('should not hammer Telegram with a token that it does not know', () => {
    expect(pollFault(answered(401, 'Unauthorized')).waitMs).toBeGreaterThanOrEqual(30_000);
  });

  it('should wait as long as Telegram asks', () => {
    expect(pollFault(answered(429, 'Too Many Requests', { retry_after: 3 })).waitMs).toBe(3_000);
  });

  it('should try again soon when Telegram cannot be reached or has trouble', () => {
    expect(pollFault(new Error('ECONNRESET')).waitMs).toBe(1_000);
    expect(pollFault(answered(502, 'Bad Gateway')).waitMs).toBe(2_000);
  });
});

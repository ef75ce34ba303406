import { TelegramError } from 'telegraf';
import { backoffMs, isNotModified, isUneditable, sendFault } from './telegram-fault';

const answered = (code: number, description: string, parameters?: object) =>
  new TelegramError({ error_code: code, description, ...(parameters ? { parameters } : {}) });

describe('sendFault', () => {
  it('should wait exactly as long as Telegram asks', () => {
    const error = answered(429, 'Too Many Requests: retry after 7', { retry_after: 7 });
    expect(sendFault(error, 1)).toMatchObject({ kind: 'wait', waitMs: 7_000 });
  });

  it.each([
    'Forbidden: bot was blocked by the user',
    'Forbidden: user is deactivated',
    "Forbidden: bot can't initiate conversation with a user",
  ])('should give up on the chat at "%s"', (description) => {
    expect(sendFault(answered(403, description), 1).kind).toBe('unreachable-person');
  });

  it('should give up on a chat that does not exist', () => {
    expect(sendFault(answered(400, 'Bad Request: chat not found'), 1).kind).toBe(
      'unreachable-person',
    );
  });

  it.each([401, 404, 500, 502])('should wait when Telegram answers %d', (code) => {
    expect(sendFault(answered(code, 'x'), 1).kind).toBe('wait');
  });

  it('should wait when Telegram cannot be reached', () => {
    expect(sendFault(new Error('ECONNREFUSED'), 3)).toMatchObject({ kind: 'wait', waitMs: 4_000 });
  });

  it('should drop a message that Telegram will never take', () => {
    const fault = sendFault(answered(400, "Bad Request: can't parse entities"), 1);
    expect(fault.kind).toBe('refused');
  });
});

describe('backoffMs', () => {
  it('should double up to a minute', () => {
    expect([1, 2, 3, 6, 7, 40].map(backoffMs)).toEqual([
      1_000, 2_000, 4_000, 32_000, 60_000, 60_000,
    ]);
  });
});

describe('what Telegram says of edits', () => {
  it('should tell a useless edit from an impossible one', () => {
    const same = answered(
      400,
      'Bad Request: message is not modified: specified new message content',
    );
    const gone = answered(400, 'Bad Request: message to edit not found');
    const photo = answered(400, 'Bad Request: there is no text in the message to edit');
    expect([same, gone, photo].map(isNotModified)).toEqual([true, false, false]);
    expect([same, gone, photo].map(isUneditable)).toEqual([false, true, true]);
  });
});

import { TelegramError } from 'telegraf';
import { TelegramUnreachable } from './bot-api-answer';
import { telegramOutcome } from './telegram-outcome';

const refusal = (code: number) =>
  new TelegramError({ error_code: code, description: 'no' }, { method: 'x', payload: {} });

describe('the outcome of a call of the Bot API', () => {
  it.each([
    [refusal(429), 'rate-limited'],
    [refusal(401), 'unauthorized'],
    [refusal(403), 'unreachable-person'],
    [refusal(409), 'conflict'],
    [refusal(400), 'rejected'],
    [refusal(502), 'unavailable'],
    [new TelegramUnreachable('reset'), 'unavailable'],
    [new DOMException('aborted', 'AbortError'), 'stopped'],
  ])('should be told for %s', (error, outcome) => {
    expect(telegramOutcome(error)).toBe(outcome);
  });
});

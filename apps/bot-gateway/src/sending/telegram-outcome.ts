import { TelegramError } from 'telegraf';
import { TelegramUnreachable } from './bot-api-answer';

/** For metrics: how a call of the Bot API failed. */
export function telegramOutcome(error: unknown): string {
  if (error instanceof TelegramUnreachable) return 'unavailable';
  if (!(error instanceof TelegramError)) return 'stopped';
  const { code } = error;
  if (code === 429) return 'rate-limited';
  if (code === 401) return 'unauthorized';
  if (code === 403) return 'unreachable-person';
  if (code === 409) return 'conflict';
  return code >= 500 ? 'unavailable' : 'rejected';
}

import { TelegramError } from 'telegraf';

/** What Telegram asks for with a 429, in milliseconds; undefined for any other failure. */
export function retryAfterMs(error: unknown): number | undefined {
  if (!(error instanceof TelegramError) || error.code !== 429) return undefined;
  return (error.response.parameters?.retry_after ?? 1) * 1_000;
}

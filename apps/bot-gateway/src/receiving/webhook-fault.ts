import { TelegramError } from 'telegraf';

export interface WebhookFault {
  reason: string;
  waitMs: number;
}

const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 60_000;

/**
 * What a failed call about the webhook means and how long to wait before the next.
 * @param failures how many calls failed in a row before this one
 */
export function webhookFault(error: unknown, failures: number): WebhookFault {
  const waitMs = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** failures);
  if (!(error instanceof TelegramError)) return { reason: 'Telegram cannot be reached', waitMs };
  const { error_code: code, description, parameters } = error.response;
  if (code === 401 || code === 404)
    return { reason: 'Telegram does not know this bot token', waitMs: LONGEST_WAIT_MS };
  if (code === 429) {
    // More than one setWebhook a second.
    const askedMs = (parameters?.retry_after ?? 1) * 1_000;
    return { reason: 'Telegram asks to slow down', waitMs: Math.max(askedMs, FIRST_WAIT_MS) };
  }
  return { reason: `Telegram answered ${code}: ${description}`, waitMs };
}

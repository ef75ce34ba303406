import { TelegramError } from 'telegraf';

export interface PollFault {
  reason: string;
  waitMs: number;
  webhookInTheWay?: boolean;
}

/** What a failed poll means and how long to wait before the next. Conflicts are told apart by their text. */
export function pollFault(error: unknown): PollFault {
  if (!(error instanceof TelegramError))
    return { reason: 'Telegram cannot be reached', waitMs: 1_000 };
  const { error_code: code, description, parameters } = error.response;
  switch (code) {
    case 401:
    case 404:
      return { reason: 'Telegram does not know this bot token', waitMs: 30_000 };
    case 409:
      return description.includes('webhook is active')
        ? { reason: 'a webhook is set', waitMs: 0, webhookInTheWay: true }
        : { reason: 'another program polls with this bot token', waitMs: 5_000 };
    case 429:
      return {
        reason: 'Telegram asks to slow down',
        waitMs: (parameters?.retry_after ?? 5) * 1_000,
      };
    default:
      return { reason: `Telegram answered ${code}`, waitMs: 2_000 };
  }
}

import { TelegramError } from 'telegraf';
import { PollStalled } from './get-updates';

export const POLL_FAULTS = [
  'other-poller',
  'webhook',
  'stalled',
  'unreachable',
  'unknown-token',
  'slow-down',
  'trouble',
] as const;
export type PollFaultKind = (typeof POLL_FAULTS)[number];

export interface PollFault {
  kind: PollFaultKind;
  reason: string;
  waitMs: number;
}

const NETWORK = 'Telegram cannot be reached';

/** What a failed poll means and how long to wait before the next. Conflicts are told apart by their text. */
export function pollFault(error: unknown): PollFault {
  if (error instanceof PollStalled) return { kind: 'stalled', reason: error.message, waitMs: 0 };
  if (!(error instanceof TelegramError))
    return { kind: 'unreachable', reason: NETWORK, waitMs: 1_000 };
  const { error_code: code, description, parameters } = error.response;
  switch (code) {
    case 401:
    case 404:
      return {
        kind: 'unknown-token',
        reason: 'Telegram does not know this bot token',
        waitMs: 30_000,
      };
    case 409:
      return conflict(description);
    case 429:
      return {
        kind: 'slow-down',
        reason: 'Telegram asks to slow down',
        waitMs: (parameters?.retry_after ?? 5) * 1_000,
      };
    default:
      return { kind: 'trouble', reason: `Telegram answered ${code}`, waitMs: 2_000 };
  }
}

/** The texts are Telegram's: `webhook is active`, `terminated by setWebhook request`, `... by other getUpdates ...`. */
const conflict = (description: string): PollFault =>
  /webhook/i.test(description)
    ? { kind: 'webhook', reason: 'a webhook is set', waitMs: 0 }
    : {
        kind: 'other-poller',
        reason: 'another program polls with this bot token',
        waitMs: 5_000,
      };

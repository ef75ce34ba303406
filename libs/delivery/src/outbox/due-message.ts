import type { Notice } from '@aisha/contracts';
import type { OutboundLane } from '@aisha/database';
import type { ChatRef } from '../chat-ref';

/**
 * How long the sender of a message is trusted without a sign of life, in milliseconds; the poller's lease is of the
 * same length. Senders renew their claims each second.
 */
export const CLAIM_MS = 3_000;

/** A message whose turn has come, and which its taker now sends. */
export interface DueMessage {
  id: string;
  chat: ChatRef;
  notice: Notice;
  slot: string | null;
  editMessageId: number | null;
  lane: OutboundLane;
  /** Counts from 1. */
  attempt: number;
  /** Parts of a long message that Telegram has taken before. */
  partsSent: number;
  /** Somebody began to send it and did not say how it ended: Telegram may have it. */
  interrupted: boolean;
  traceId: string;
}

export interface TakenMessage {
  message: DueMessage;
  /** When it was asked for, by `performance.now()`: the claim lasts from then on. */
  takenAt: number;
}

/** How a message fared: it is settled for good, or waits (with all behind it) for `waitMs`. */
export interface Settlement {
  message: DueMessage;
  status: 'sent' | 'failed' | 'waiting';
  telegramMessageId?: number;
  reason?: string;
  waitMs?: number;
  /** It was not its turn after all: Telegram was not called, and the attempt does not count. */
  untried?: boolean;
}

import { Inject, Injectable } from '@nestjs/common';
import type { ChatRef, DueMessage } from '@aisha/delivery';
import { CONFIG, Metrics } from '@aisha/platform';
import type { LimitsConfig } from '../limits/limits.env';
import { BotPause } from './bot-pause';
import { ChatBursts } from './chat-bursts';
import { RefusalWatch } from './refusal-watch';
import { SharedLimits } from './shared-limits';

export type Lane = DueMessage['lane'];

/**
 * When a message may go to Telegram. Ask before each send and each edit, which Telegram counts alike; tell of
 * each refusal. Answers to people are not slowed in advance, but for a burst in one chat; broadcasts are.
 */
@Injectable()
export class SendPace {
  private readonly bursts: ChatBursts;
  private readonly refusals = new RefusalWatch();
  private readonly waits;
  private readonly refused429;

  constructor(
    @Inject(CONFIG) config: LimitsConfig,
    private readonly pause: BotPause,
    private readonly shared: SharedLimits,
    metrics: Metrics,
  ) {
    this.bursts = new ChatBursts(config.SEND_BURST_PER_CHAT);
    this.waits = metrics.counter('send_waits_total', 'Sends that had to wait, by reason', [
      'reason',
    ]);
    this.refused429 = metrics.counter('telegram_refusals_total', 'Answers 429, by method', [
      'method',
    ]);
  }

  /** Whether the whole bot must be silent now. */
  get paused(): boolean {
    return this.pause.remaining(performance.now()) > 0;
  }

  /** Whether a chat takes nothing now: the bot, or this chat, was refused. Signs that live for seconds go by this. */
  refuses({ chatId }: ChatRef): boolean {
    const now = performance.now();
    return this.pause.remaining(now) > 0 || this.bursts.refusal(chatId, now) > 0;
  }

  /**
   * Takes the right to one send.
   * @returns 0: send now; else nothing was taken and it may ask again after these milliseconds. A number at once
   * for answers in private chats, which is nearly all; a promise where gateways count together.
   */
  admit(chat: ChatRef, lane: Lane): number | Promise<number> {
    const now = performance.now();
    const waitMs = this.ownWait(chat.chatId, now);
    if (waitMs > 0) return waitMs;
    if (lane === 'bulk' || isGroup(chat)) return this.admitTogether(chat, lane);
    return this.go(chat, now);
  }

  /**
   * Telegram answered 429.
   * @param chat undefined for a call that is about no chat
   * @param method of the Bot API, for people who look
   */
  refused(chat: ChatRef | undefined, retryAfterMs: number, method = 'unknown'): void {
    const now = performance.now();
    this.refused429.inc({ method });
    if (!chat) return this.pause.begin(retryAfterMs, `429 at ${method}`);
    this.bursts.refuse(chat.chatId, retryAfterMs, now);
    if (isGroup(chat)) return; // its own twenty a minute, which say nothing of other chats
    const botMs = this.refusals.note(chat.chatId, retryAfterMs, now);
    if (botMs > 0) this.pause.begin(botMs, `429 at ${method} in several chats`);
  }

  /** What this process knows by itself. */
  private ownWait(chatId: number, now: number): number {
    const pausedMs = this.pause.remaining(now);
    if (pausedMs > 0) return this.waiting('bot-paused', pausedMs);
    const refusedMs = this.bursts.refusal(chatId, now);
    if (refusedMs > 0) return this.waiting('chat-refused', refusedMs);
    const burstMs = this.bursts.wait(chatId, now);
    return burstMs > 0 ? this.waiting('chat-burst', burstMs) : 0;
  }

  private async admitTogether(chat: ChatRef, lane: Lane): Promise<number> {
    const wait =
      (lane === 'bulk' ? await this.shared.takeBulk(chat.chatId) : undefined) ??
      (isGroup(chat) ? await this.shared.takeGroup(chat.chatId) : undefined);
    if (wait) return this.waiting(wait.reason, wait.waitMs);
    const now = performance.now();
    const pausedMs = this.pause.remaining(now); // it may have begun while Redis was asked
    return pausedMs > 0 ? this.waiting('bot-paused', pausedMs) : this.go(chat, now);
  }

  private go({ chatId }: ChatRef, now: number): 0 {
    this.bursts.take(chatId, now);
    this.refusals.sent(now);
    return 0;
  }

  private waiting(reason: string, waitMs: number): number {
    this.waits.inc({ reason });
    return Math.ceil(waitMs);
  }
}

/** Groups and channels have negative ids, people positive ones. */
const isGroup = ({ chatId }: ChatRef): boolean => chatId < 0;

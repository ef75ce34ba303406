import { Injectable, Logger } from '@nestjs/common';
import type { ChatRef } from '@aisha/delivery';
import { withDeadline } from '@aisha/platform';
import { InjectBot } from 'nestjs-telegraf';
import { type Telegraf, TelegramError } from 'telegraf';
import { retryAfterMs } from '../sending/retry-after';
import { SendPace } from '../sending/send-pace';

/** The next look at the answer is a second away, and shows more. */
const DEADLINE_MS = 3_000;

/** A text that Telegram shows while it is being written, and takes away by itself after 30 s (Bot API 9.3). */
@Injectable()
export class DraftBubble {
  private readonly logger = new Logger(DraftBubble.name);
  /** A self-hosted server of an older version; asked again after a restart, as it may have been renewed by then. */
  private isUnknown = false;

  constructor(
    @InjectBot() private readonly bot: Telegraf,
    private readonly pace: SendPace,
  ) {}

  /** Only private chats have them. */
  suits({ chatId }: ChatRef): boolean {
    return chatId > 0 && !this.isUnknown;
  }

  /**
   * @param html at most 4096 characters to see; empty for "thinking"
   * @returns false where there are no drafts; one that was not shown for another reason is lost without harm
   */
  async show(chat: ChatRef, draftId: number, html: string): Promise<boolean> {
    if (!this.suits(chat)) return false;
    if (this.pace.refuses(chat)) return true;
    try {
      await withDeadline(this.call(chat, draftId, html), DEADLINE_MS, 'draft not shown in time');
      return true;
    } catch (error) {
      return this.isMissed(chat, error);
    }
  }

  private isMissed(chat: ChatRef, error: unknown): boolean {
    const waitMs = retryAfterMs(error);
    if (waitMs !== undefined) this.pace.refused(chat, waitMs, 'sendMessageDraft');
    const code = error instanceof TelegramError ? error.code : undefined;
    if (code === 404) this.isUnknown = true;
    this.logger.debug({ msg: 'draft not shown', error });
    return code !== 404 && code !== 400;
  }

  /** telegraf's types end before this method. */
  private call({ chatId }: ChatRef, draftId: number, html: string): Promise<unknown> {
    const payload = { chat_id: chatId, draft_id: draftId, text: html, parse_mode: 'HTML' };
    return this.bot.telegram.callApi('sendMessageDraft' as never, payload as never);
  }
}

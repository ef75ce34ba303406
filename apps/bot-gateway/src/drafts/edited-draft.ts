import { Injectable, Logger } from '@nestjs/common';
import { answerSlot } from '@aisha/assistant';
import { type ChatRef, Outbox } from '@aisha/delivery';
import { withDeadline } from '@aisha/platform';
import { InjectBot } from 'nestjs-telegraf';
import type { Telegraf } from 'telegraf';
import { MessageRenderer } from '../messages/message-renderer';
import { retryAfterMs } from '../sending/retry-after';
import { inlineKeyboard } from '../sending/inline-keyboard';
import { SendPace } from '../sending/send-pace';
import { isNotModified } from '../sending/telegram-fault';

const DEADLINE_MS = 3_000;

/**
 * Where there are no drafts the message with the stop button shows how the answer grows. The answer is a new message
 * and takes this one away, so an edit that comes too late changes nothing.
 */
@Injectable()
export class EditedDraft {
  private readonly logger = new Logger(EditedDraft.name);

  constructor(
    @InjectBot() private readonly bot: Telegraf,
    private readonly outbox: Outbox,
    private readonly renderer: MessageRenderer,
    private readonly pace: SendPace,
  ) {}

  /** Does nothing until that message is there, and while the chat has no room for it. */
  async show(chat: ChatRef, answerId: string, html: string): Promise<void> {
    try {
      const messageId = await this.outbox.shownInSlot(chat, answerSlot(answerId));
      const frame = await this.renderer.render({ kind: 'answer-writing', answerId }, chat);
      if (messageId === undefined || !frame) return;
      if ((await this.pace.admit(chat, 'person')) > 0) return;
      const edit = this.bot.telegram.editMessageText(chat.chatId, messageId, undefined, html, {
        parse_mode: 'HTML',
        link_preview_options: { is_disabled: true },
        reply_markup: inlineKeyboard(frame.buttons),
      });
      await withDeadline(edit, DEADLINE_MS, 'draft not edited in time');
    } catch (error) {
      const waitMs = retryAfterMs(error);
      if (waitMs !== undefined) this.pace.refused(chat, waitMs, 'editMessageText');
      if (!isNotModified(error)) this.logger.debug({ msg: 'draft not edited', error });
    }
  }
}

import { Injectable, Logger } from '@nestjs/common';
import type { Language } from '@aisha/accounts';
import type { ChatRef } from '@aisha/delivery';
import { InjectBot } from 'nestjs-telegraf';
import type { Telegraf } from 'telegraf';
import type { Alert } from '../dialogue/outcome';
import { Catalogue } from '../messages/catalogue';
import { retryAfterMs } from './retry-after';
import { SendPace } from './send-pace';

/** Signs that live for seconds. They are sent at once, without a row, and lost without harm. */
@Injectable()
export class Signals {
  private readonly logger = new Logger(Signals.name);

  constructor(
    @InjectBot() private readonly bot: Telegraf,
    private readonly catalogue: Catalogue,
    private readonly pace: SendPace,
  ) {}

  /** Ends the spinner on a button, with a word where the button could not do its work. */
  answerPress(queryId: string, language: Language, alert?: Alert): void {
    const text = alert && this.catalogue.plain(language, `alert-${alert}`);
    this.send('answerCallbackQuery', undefined, () =>
      this.bot.telegram.answerCbQuery(queryId, text, { show_alert: !!alert }),
    );
  }

  /** Left out while the bot may not send: the message that it announces does not come either. */
  showTyping(chat: ChatRef): void {
    if (this.pace.paused) return;
    this.send('sendChatAction', chat, () =>
      this.bot.telegram.sendChatAction(chat.chatId, 'typing'),
    );
  }

  private send(method: string, chat: ChatRef | undefined, call: () => Promise<unknown>): void {
    call().catch((error: unknown) => {
      const waitMs = retryAfterMs(error);
      if (waitMs !== undefined) this.pace.refused(chat, waitMs, method);
      this.logger.debug({ msg: 'signal not sent', method, error });
    });
  }
}

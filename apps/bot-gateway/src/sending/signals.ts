import { Injectable, Logger } from '@nestjs/common';
import type { Language } from '@aisha/accounts';
import { InjectBot } from 'nestjs-telegraf';
import type { Telegraf } from 'telegraf';
import type { Alert } from '../dialogue/outcome';
import { Catalogue } from '../messages/catalogue';

/** Signs that live for seconds. They are sent at once, without a row, and lost without harm. */
@Injectable()
export class Signals {
  private readonly logger = new Logger(Signals.name);

  constructor(
    @InjectBot() private readonly bot: Telegraf,
    private readonly catalogue: Catalogue,
  ) {}

  /** Ends the spinner on a button, with a word where the button could not do its work. */
  answerPress(queryId: string, language: Language, alert?: Alert): void {
    const text = alert && this.catalogue.plain(language, `alert-${alert}`);
    this.send(() => this.bot.telegram.answerCbQuery(queryId, text, { show_alert: !!alert }));
  }

  showTyping(chatId: number): void {
    this.send(() => this.bot.telegram.sendChatAction(chatId, 'typing'));
  }

  private send(call: () => Promise<unknown>): void {
    call().catch((error: unknown) => this.logger.debug({ msg: 'signal not sent', error }));
  }
}

import { Injectable } from '@nestjs/common';
import { withDeadline } from '@aisha/platform';
import { InjectBot } from 'nestjs-telegraf';
import type { Telegraf } from 'telegraf';

const DEADLINE_MS = 10_000;

/** The bot's name in links. Telegram is asked once; a failure is the asker's, and the next one asks again. */
@Injectable()
export class BotName {
  private asked?: Promise<string>;

  constructor(@InjectBot() private readonly bot: Telegraf) {}

  get(): Promise<string> {
    this.asked ??= this.ask().catch((error: unknown) => {
      this.asked = undefined;
      throw error;
    });
    return this.asked;
  }

  private async ask(): Promise<string> {
    const me = this.bot.telegram.getMe();
    return (await withDeadline(me, DEADLINE_MS, 'Telegram did not say who we are')).username;
  }
}

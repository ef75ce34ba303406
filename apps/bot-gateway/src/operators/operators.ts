import { Inject, Injectable } from '@nestjs/common';
import type { AccountsConfig } from '@aisha/accounts';
import { CONFIG } from '@aisha/platform';

/** Those who look after the bot, by their Telegram ids. */
@Injectable()
export class Operators {
  /** Telegram ids, which are also the ids of their private chats. */
  readonly telegramIds: readonly number[];

  constructor(@Inject(CONFIG) config: AccountsConfig) {
    this.telegramIds = config.OPERATOR_TELEGRAM_IDS ?? [];
  }

  has(telegramId: number): boolean {
    return this.telegramIds.includes(telegramId);
  }
}

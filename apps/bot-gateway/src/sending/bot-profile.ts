import { Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import type { Language } from '@aisha/accounts';
import { InjectBot } from 'nestjs-telegraf';
import type { Telegraf } from 'telegraf';
import { Catalogue } from '../messages/catalogue';

/** The commands of the menu. */
export const COMMANDS = [
  'menu',
  'new',
  'stop',
  'mode',
  'picture',
  'avatars',
  'gallery',
  'history',
  'balance',
  'topup',
  'paysupport',
  'terms',
  'profile',
  'settings',
  'promo',
  'invite',
  'privacy',
  'limits',
  'help',
  'cancel',
] as const;

/** Tells Telegram which commands there are, for its menu. Cosmetic: a failure is logged and the next start tries again. */
@Injectable()
export class BotProfile implements OnApplicationBootstrap {
  private readonly logger = new Logger(BotProfile.name);

  constructor(
    @InjectBot() private readonly bot: Telegraf,
    private readonly catalogue: Catalogue,
  ) {}

  onApplicationBootstrap(): void {
    this.publish().catch((error: unknown) =>
      this.logger.warn({ msg: 'commands not published', error }),
    );
  }

  private async publish(): Promise<void> {
    await this.bot.telegram.setMyCommands(this.commands('en'));
    await this.bot.telegram.setMyCommands(this.commands('ru'), { language_code: 'ru' });
  }

  private commands(language: Language) {
    return COMMANDS.map((command) => ({
      command,
      description: this.catalogue.plain(language, `command-${command}`),
    }));
  }
}

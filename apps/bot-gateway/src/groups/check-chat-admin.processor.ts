import { Injectable } from '@nestjs/common';
import { type CheckChatAdmin, checkChatAdmin } from '@aisha/contracts';
import { GroupSettings } from '@aisha/delivery';
import { JobProcessor, withDeadline } from '@aisha/platform';
import { InjectBot } from 'nestjs-telegraf';
import type { Telegraf } from 'telegraf';

const AT_A_TIME = 4;
const DEADLINE_MS = 10_000;
const ADMINISTRATORS = ['creator', 'administrator'];

/** Grants what was pressed in a group to its administrators. Telegram is asked each time: rights come and go. */
@Injectable()
export class CheckChatAdminProcessor extends JobProcessor<CheckChatAdmin> {
  constructor(
    private readonly settings: GroupSettings,
    @InjectBot() private readonly bot: Telegraf,
  ) {
    super(checkChatAdmin, AT_A_TIME);
  }

  protected async handle(chat: CheckChatAdmin): Promise<void> {
    const wish = await this.settings.wanted(chat);
    if (!wish) return;
    const asked = this.bot.telegram.getChatMember(chat.chatId, wish.telegramId);
    const member = await withDeadline(asked, DEADLINE_MS, 'Telegram did not say who that is');
    await this.settings.settle(chat, wish, ADMINISTRATORS.includes(member.status));
  }
}

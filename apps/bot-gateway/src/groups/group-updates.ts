import { Injectable } from '@nestjs/common';
import { languageOf } from '@aisha/accounts';
import { decodeAction } from '@aisha/conversation';
import { type ChatRef, GroupSettings, Outbox } from '@aisha/delivery';
import type { CallbackQuery, ChatMemberUpdated, Message } from 'telegraf/types';
import { BotIdentity } from '../bot-identity';
import { personOf } from '../dialogue/person-of';
import { GroupDialogue } from './group-dialogue';
import { OwnName } from './own-name';
import { readGroupMessage } from './read-group-message';

const GONE = ['left', 'kicked'];

/** What Telegram delivers of groups, translated for their dialogue. */
@Injectable()
export class GroupUpdates {
  constructor(
    private readonly dialogue: GroupDialogue,
    private readonly settings: GroupSettings,
    private readonly outbox: Outbox,
    private readonly ownName: OwnName,
    private readonly identity: BotIdentity,
  ) {}

  async message(message: Message, updateId: number): Promise<void> {
    const chat = this.chat(message.chat.id);
    if ('migrate_to_chat_id' in message) {
      return this.settings.move(chat, message.migrate_to_chat_id);
    }
    const input = readGroupMessage(message, this.ownName.names);
    if (!input || !message.from) return;
    const approach = { updateId, chat, messageId: message.message_id, input };
    if (message.sender_chat) return this.dialogue.takeAnonymous(approach);
    if (message.from.is_bot) return; // two bots would talk to each other without end
    await this.dialogue.take({ ...approach, person: personOf(message.from) });
  }

  async press({ id, from, message, ...query }: CallbackQuery, updateId: number): Promise<void> {
    if (!message) return;
    const action = 'data' in query ? decodeAction(String(query.data)) : undefined;
    await this.dialogue.take({
      updateId,
      chat: this.chat(message.chat.id),
      messageId: message.message_id,
      person: personOf(from),
      input: { kind: 'press', action },
      pressId: id,
    });
  }

  async membership(update: ChatMemberUpdated, updateId: number): Promise<void> {
    const chat = this.chat(update.chat.id);
    const { status } = update.new_chat_member;
    if (GONE.includes(status)) {
      await this.outbox.markUndeliverable(chat, `the bot is no longer in the group: ${status}`);
      return this.settings.forget(chat);
    }
    await this.outbox.markReachable(chat);
    if (!GONE.includes(update.old_chat_member.status)) return; // rights have changed
    const language = languageOf(update.from.language_code);
    const key = `group-greeting-${chat.botId}-${updateId}`;
    await this.outbox.add(chat, { kind: 'group-greeting', language }, { key });
  }

  private chat(chatId: number): ChatRef {
    return { botId: this.identity.botId, chatId };
  }
}

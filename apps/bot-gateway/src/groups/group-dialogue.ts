import { Injectable, Logger } from '@nestjs/common';
import { type Person, Users } from '@aisha/accounts';
import { converseInGroup, type GroupInput, type GroupIntent } from '@aisha/conversation';
import { type ChatRef, GroupSettings, Outbox } from '@aisha/delivery';
import { afterCommit } from '@aisha/platform';
import type { Outcome } from '../dialogue/outcome';
import { Signals } from '../sending/signals';
import { GroupIntents } from './group-intents';

/** Something that was done in a group. */
export interface GroupDeed {
  updateId: number;
  chat: ChatRef;
  /** Telegram's id of the message that was written, or under which the pressed button stands. */
  messageId: number;
  input: GroupInput;
}

export interface GroupApproach extends GroupDeed {
  person: Person;
  pressId?: string;
}

/**
 * One turn in a group, inside the transaction of its update. A group has no session: nothing that is typed there
 * answers a question of ours, and whoever is not spoken to is not noticed.
 */
@Injectable()
export class GroupDialogue {
  private readonly logger = new Logger(GroupDialogue.name);

  constructor(
    private readonly users: Users,
    private readonly settings: GroupSettings,
    private readonly intents: GroupIntents,
    private readonly outbox: Outbox,
    private readonly signals: Signals,
  ) {}

  async take(approach: GroupApproach): Promise<void> {
    const intent = await this.intentOf(approach, approach.person.firstName);
    if (!intent) return;
    const user = await this.users.register(approach.person);
    const isServed = !user.bannedAt && !user.leavingAt;
    // Others need not read why: the person is told in their private chat.
    const outcome: Outcome = isServed
      ? await this.intents.apply(intent, { ...approach, user })
      : { replies: [], alert: 'banned' };
    this.logger.log({ msg: 'turn taken in a group', wants: intent.do, served: isServed });
    await this.reply(approach, outcome);
    await afterCommit(async () => {
      const { pressId } = approach;
      if (pressId) this.signals.answerPress(pressId, user.language, outcome.alert);
      if (outcome.working) this.signals.showTyping(approach.chat);
    });
  }

  /** Who writes in the name of a chat cannot be served: there is nobody to pay, and nobody to press a button. */
  async takeAnonymous(deed: GroupDeed): Promise<void> {
    const { input, chat, messageId, updateId } = deed;
    const asksUs =
      input.kind === 'message' && ['command', 'mention'].includes(input.addressedBy ?? '');
    if (!asksUs) return;
    await this.outbox.add(
      chat,
      { kind: 'group-anonymous', language: 'ru', replyTo: messageId },
      { key: `reply-${chat.botId}-${updateId}-0` },
    );
  }

  private async intentOf(
    { chat, input }: GroupDeed,
    speaker: string,
  ): Promise<GroupIntent | undefined> {
    const isOverheard =
      input.kind === 'message' && input.addressedBy === undefined && input.recording !== undefined;
    const transcribe = isOverheard ? await this.settings.transcribes(chat) : 'on-reply';
    return converseInGroup(input, { transcribe, speaker });
  }

  private async reply({ chat, updateId }: GroupDeed, { replies }: Outcome): Promise<void> {
    for (const [index, { notice, slot }] of replies.entries()) {
      const key = `reply-${chat.botId}-${updateId}-${index}`;
      await this.outbox.add(chat, notice, { key, slot });
    }
  }
}

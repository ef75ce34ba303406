import { Injectable, Logger } from '@nestjs/common';
import { type Language, type Person, type User, Users } from '@aisha/accounts';
import { converse, type Input, keepingViews, readSession } from '@aisha/conversation';
import { type ChatRef, Outbox, Sessions } from '@aisha/delivery';
import { afterCommit } from '@aisha/platform';
import { Signals } from '../sending/signals';
import { IntentApplier } from './intent-applier';
import type { Outcome, Reply } from './outcome';
import { Standing } from './standing';

/** Something that a person did in a private chat. */
export interface Approach {
  updateId: number;
  chat: ChatRef;
  person: Person;
  input: Input;
  press?: { queryId: string; messageId?: number };
}

/**
 * One turn of the dialogue, inside the transaction of its update: who it is, where they stand, what is to be
 * done, and what they are told. Nothing of it happens if any of it fails.
 */
@Injectable()
export class Dialogue {
  private readonly logger = new Logger(Dialogue.name);

  constructor(
    private readonly users: Users,
    private readonly sessions: Sessions,
    private readonly outbox: Outbox,
    private readonly applier: IntentApplier,
    private readonly signals: Signals,
    private readonly standing: Standing,
  ) {}

  async take(approach: Approach): Promise<void> {
    const user = await this.users.register(approach.person);
    const refusal = await this.standing.refusal(user, approach.input);
    const outcome = refusal ?? (await this.turn(approach, user));
    await this.reply(approach, outcome);
    await this.signal(approach, outcome, user.language);
  }

  private async turn({ chat, input, press }: Approach, user: User): Promise<Outcome> {
    const before = readSession(await this.sessions.read(chat));
    const turn = converse(before, input);
    const album = input.kind === 'photo' ? input.album : undefined;
    const outcome = await this.applier.apply(turn.intents, { user, chat, album });
    const after = outcome.session ? keepingViews(turn.session, outcome.session) : turn.session;
    if (JSON.stringify(after) !== JSON.stringify(before)) await this.sessions.write(chat, after);
    this.logger.log({ msg: 'turn taken', did: input.kind, button: !!press, screen: after.screen });
    return outcome;
  }

  /** Messages come last: their counter is a lock that others wait for. */
  private async reply({ chat, updateId, press }: Approach, { replies }: Outcome): Promise<void> {
    await this.outbox.markReachable(chat);
    for (const [index, reply] of replies.entries()) {
      await this.outbox.add(chat, reply.notice, {
        key: keyOf(reply, chat, `reply-${chat.botId}-${updateId}-${index}`),
        slot: reply.slot,
        editMessageId: editedBy(reply, press?.messageId, index),
      });
    }
  }

  /** What lives for seconds only is sent at once and not kept: the end of a button's spinner, "typing". */
  private async signal(
    { chat, press }: Approach,
    { alert, working }: Outcome,
    language: Language,
  ): Promise<void> {
    await afterCommit(async () => {
      if (press) this.signals.answerPress(press.queryId, language, alert);
      if (working) this.signals.showTyping(chat);
    });
  }
}

const keyOf = ({ once }: Reply, { botId, chatId }: ChatRef, otherwise: string): string =>
  once === undefined ? otherwise : `once-${botId}-${chatId}-${once}`;

/** Menus change in place: the first reply to a button takes the place of the message that it stands under. */
const editedBy = (reply: Reply, messageId: number | undefined, index: number) =>
  reply.fresh || index > 0 ? undefined : messageId;

import { Inject, Injectable } from '@nestjs/common';
import type { HeldChoice, HeldKind } from '@aisha/contracts';
import { Database } from '@aisha/database';
import { afterCommit } from '@aisha/platform';
import type { ChatRef } from '../chat-ref';
import { OUTBOX_BELL, type OutboxBell } from '../outbox/outbox-bell';
import { kindsOf } from './held-kinds';
import {
  COUNT_BROADCASTS,
  COUNT_HELD,
  COUNT_WAITING,
  DROP_BROADCASTS,
  DROP_MESSAGES,
  DROP_UPDATES,
  HAND_OVER,
  NEXT_RELEASED,
  RELEASE_BROADCASTS,
  RELEASE_MESSAGES,
  RELEASE_NEWS,
  RELEASE_UPDATES,
} from './held.statements';

/** What a restore holds back of one kind. */
export interface HeldCount {
  kind: HeldKind;
  /** An operator said that it may go; its turn has not come. */
  isReleased: boolean;
  /** Messages, or updates. */
  count: number;
  /** Chats. */
  people: number;
  oldest: Date;
  newest: Date;
}

/** What an operator's word was for. */
export interface HeldChange {
  messages: number;
  updates: number;
  broadcasts: number;
}

/** A message that may go when bulk has room for it. */
export interface ReleasedMessage {
  id: string;
  chat: ChatRef;
}

/** As it stands in `last_error`. */
export const DROPPED = 'dropped by an operator after a restore';

/**
 * Messages, updates and broadcasts that were not done when a backup was made that was restored since. They may have
 * been done meanwhile, so they wait for an operator's word, for as long as it takes. A word counts once, whoever
 * says it at the same time: it is for rows that nobody has spoken about.
 */
@Injectable()
export class Held {
  constructor(
    private readonly database: Database,
    @Inject(OUTBOX_BELL) private readonly bell: OutboxBell,
  ) {}

  /** By kind, those that wait for a word and those whose turn has not come. */
  counts(botId: number): Promise<HeldCount[]> {
    return this.database.query<HeldCount>(COUNT_HELD, [botId]);
  }

  /** Broadcasts that ran, of whose audience some have no row yet. */
  broadcasts(botId: number): Promise<number> {
    return this.count(COUNT_BROADCASTS, [botId]);
  }

  /** What waits for an operator's word: messages, updates and broadcasts. */
  waiting(botId: number): Promise<number> {
    return this.count(COUNT_WAITING, [botId]);
  }

  /** They go, in their old order: messages at the pace of bulk, updates like any backlog, broadcasts go on. */
  release(botId: number, choice: HeldChoice): Promise<HeldChange> {
    const chosen = [botId, kindsOf(choice)];
    return this.database.transaction(async () => ({
      messages:
        (await this.count(RELEASE_NEWS, chosen)) + (await this.count(RELEASE_MESSAGES, chosen)),
      updates: await this.count(RELEASE_UPDATES, chosen),
      broadcasts: await this.count(RELEASE_BROADCASTS, chosen),
    }));
  }

  /** Nobody gets them; the broadcasts are stopped. */
  drop(botId: number, choice: HeldChoice): Promise<HeldChange> {
    const chosen = [botId, kindsOf(choice), DROPPED];
    return this.database.transaction(async () => ({
      messages: await this.count(DROP_MESSAGES, chosen),
      updates: await this.count(DROP_UPDATES, chosen),
      broadcasts: await this.count(DROP_BROADCASTS, chosen),
    }));
  }

  /** Messages that may go: the next one of each chat, the oldest first. */
  async next(botId: number, chats: number): Promise<ReleasedMessage[]> {
    const rows = await this.database.query<{ id: string; chat_id: string }>(NEXT_RELEASED, [
      botId,
      chats,
    ]);
    return rows.map(({ id, chat_id }) => ({ id, chat: { botId, chatId: Number(chat_id) } }));
  }

  /** Gives them to the senders. @returns how many there are to be sent now */
  async handOver(ids: string[]): Promise<number> {
    const rows = await this.database.query<HandedRow>(HAND_OVER, [ids]);
    const pending = rows.filter(({ status }) => status === 'pending');
    for (const { id, bot_id, chat_id } of pending) {
      const chat = { botId: Number(bot_id), chatId: Number(chat_id) };
      await afterCommit(() => this.bell.ring(chat, id));
    }
    return pending.length;
  }

  private async count(statement: string, values: unknown[]): Promise<number> {
    const [row] = await this.database.query<{ count: number }>(statement, values);
    return row!.count;
  }
}

interface HandedRow {
  id: string;
  bot_id: string;
  chat_id: string;
  status: string;
}

import { Injectable, Logger, type OnModuleDestroy } from '@nestjs/common';
import {
  ChatLane,
  type ChatProgress,
  type ChatRef,
  Inbox,
  isTransientFault,
  type WaitingUpdate,
  type Wake,
} from '@aisha/delivery';
import { Gathering, Metrics, reportError, runWithTrace } from '@aisha/platform';
import { setTimeout as delay } from 'node:timers/promises';
import { BotIdentity } from '../bot-identity';
import { Apology } from './apology';
import { UpdateHandlers } from './update-handlers';
import { UpdateTimes } from './update-times';

/** Chats of one transaction: beyond this a larger one is no cheaper for each of them. */
const ROUND_SIZE = 64;
/** While one round waits for Postgres the next is computed; more than these only wait for each other. */
const ROUNDS_AT_ONCE = 3;
/** Of one chat in one round, so that somebody who talks a lot does not hold the others of the round back. */
const UPDATES_OF_A_CHAT = 10;
/** Another process has the chat: its rounds last milliseconds. After these looks the sweep finds what is left. */
const BUSY_WAIT_MS = 20;
const BUSY_LOOKS = 50;
/** Before an update that failed is tried again; doubles. */
const RETRY_MS = 50;

/**
 * Hands stored updates to the handlers: each chat in order, chats in parallel, and what is there at the same
 * time in one transaction.
 */
@Injectable()
export class UpdateDispatcher implements OnModuleDestroy {
  private readonly logger = new Logger(UpdateDispatcher.name);
  private readonly lane: ChatLane;
  private readonly rounds: Gathering<ChatRef, ChatProgress>;
  private readonly outcomes;

  constructor(
    private readonly inbox: Inbox,
    private readonly handlers: UpdateHandlers,
    private readonly apology: Apology,
    private readonly identity: BotIdentity,
    private readonly times: UpdateTimes,
    metrics: Metrics,
  ) {
    const first = ['done', 'failed', 'quarantined'].map((outcome) => ({ outcome }));
    this.outcomes = metrics.counter(
      'updates_handled_total',
      'Updates by outcome',
      ['outcome'],
      first,
    );
    this.rounds = new Gathering({
      size: ROUND_SIZE,
      concurrency: ROUNDS_AT_ONCE,
      work: (chats) => this.round(chats),
    });
    this.lane = new ChatLane({
      concurrency: ROUND_SIZE * ROUNDS_AT_ONCE,
      drain: (chat) => this.drain(chat),
      onError: (chat, error) =>
        this.logger.debug({ msg: 'chat left to the sweep', chatId: chat.chatId, error }),
    });
  }

  /** Chats in hand or waiting for their turn. */
  get load(): number {
    return this.lane.load;
  }

  wake(chat: ChatRef, wake?: Wake): void {
    this.lane.wake(chat, wake);
  }

  /** Before the sender ends, which still sends the replies of what is in hand. */
  async onModuleDestroy(): Promise<void> {
    await this.lane.close();
  }

  private async drain(chat: ChatRef): Promise<void> {
    for (let looks = 0; looks < BUSY_LOOKS;) {
      const progress = await this.rounds.do(chat);
      if (progress === 'drained') return;
      if (progress === 'more') continue;
      looks += 1;
      await delay(BUSY_WAIT_MS);
    }
  }

  private async round(chats: ChatRef[]): Promise<ChatProgress[]> {
    const chatIds = chats.map(({ chatId }) => chatId);
    const taken = new TakenUpdates();
    try {
      const { progress } = await this.inbox.handle(
        this.identity.botId,
        chatIds,
        UPDATES_OF_A_CHAT,
        (updates) => this.handlers.handle(taken.note(updates)),
      );
      this.done(taken);
      return chatIds.map((chatId) => progress.get(chatId)!);
    } catch (error) {
      if (isTransientFault(error)) throw this.interrupted(error, chats.length);
      return await Promise.all(chats.map((chat) => this.alone(chat)));
    }
  }

  /** One update in a transaction of its own: a round that failed shows so which of its updates is at fault. */
  private async alone({ botId, chatId }: ChatRef): Promise<ChatProgress> {
    const taken = new TakenUpdates();
    try {
      const { progress } = await this.inbox.handle(botId, [chatId], 1, (updates) =>
        this.handlers.handle(taken.note(updates)),
      );
      this.done(taken);
      return progress.get(chatId)!;
    } catch (error) {
      const [tried] = taken.updates;
      if (!tried || isTransientFault(error)) throw error;
      await this.failed(tried, error);
      return 'more';
    }
  }

  private done({ updates, at }: TakenUpdates): void {
    if (updates.length === 0) return;
    this.outcomes.inc({ outcome: 'done' }, updates.length);
    this.times.handled(updates, at);
  }

  /** Nothing is wrong with any of these updates; the sweep comes back for them. */
  private interrupted(error: unknown, chats: number): unknown {
    this.logger.warn({ msg: 'handling interrupted', chats, error });
    return error;
  }

  private async failed(update: WaitingUpdate, error: unknown): Promise<void> {
    this.logger.error({ msg: 'update not handled', updateId: update.updateId, error });
    this.outcomes.inc({ outcome: 'failed' });
    if (await this.inbox.failed(update, error)) {
      this.outcomes.inc({ outcome: 'quarantined' });
      const { traceId, updateId } = update;
      runWithTrace(traceId, () => reportError(error, 'update quarantined', { updateId }));
      await this.apology.for(update);
    } else {
      await delay(RETRY_MS * 2 ** update.attempts);
    }
  }
}

/** What a round took from the inbox, and when. */
class TakenUpdates {
  updates: WaitingUpdate[] = [];
  at = 0;

  note(updates: WaitingUpdate[]): WaitingUpdate[] {
    this.updates = updates;
    this.at = performance.now();
    return updates;
  }
}

import {
  type BeforeApplicationShutdown,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import {
  ChatLane,
  type ChatRef,
  type DueMessage,
  LocalBell,
  OutboxQueue,
  type Settlement,
} from '@aisha/delivery';
import { Gathering, runWithTrace } from '@aisha/platform';
import { setTimeout as delay } from 'node:timers/promises';
import { BotIdentity } from '../bot-identity';
import { MessageDelivery } from './message-delivery';
import { SendClaims } from './send-claims';

/** Chats written to at the same time: at a round trip of 60 ms to Telegram this is about 4,000 messages a second. */
const CHATS_IN_PARALLEL = 256;
/** Messages of one statement, and statements at the same time. */
const GATHERING = { size: 128, concurrency: 2 };
/** Postgres is away: how a send ended is kept in mind and written down as soon as it is back. */
const FIRST_RETRY_MS = 20;
const LONGEST_RETRY_MS = 500;

interface Taken {
  message: DueMessage;
  /** When the claim was asked for, by `performance.now()`. */
  takenAt: number;
}

/** Sends what waits in the outbox: each chat in order, chats in parallel. */
@Injectable()
export class OutboxSender implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger(OutboxSender.name);
  private readonly lane: ChatLane;
  private readonly takes: Gathering<ChatRef, Taken | undefined>;
  private readonly settlements: Gathering<Settlement, void>;

  constructor(
    private readonly queue: OutboxQueue,
    private readonly delivery: MessageDelivery,
    private readonly claims: SendClaims,
    private readonly bell: LocalBell,
    private readonly identity: BotIdentity,
  ) {
    this.takes = new Gathering({ ...GATHERING, work: (chats) => this.take(chats) });
    this.settlements = new Gathering({ ...GATHERING, work: (all) => this.settle(all) });
    this.lane = new ChatLane({
      concurrency: CHATS_IN_PARALLEL,
      drain: (chat) => claims.during(() => this.drain(chat)),
      onError: (chat, error) =>
        this.logger.debug({ msg: 'chat left to the sweep', chatId: chat.chatId, error }),
    });
  }

  onApplicationBootstrap(): void {
    this.bell.onRing((chat) => this.wake(chat));
  }

  wake(chat: ChatRef): void {
    this.lane.wake(chat);
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.lane.close();
  }

  private async drain(chat: ChatRef): Promise<void> {
    for (let taken; (taken = await this.takes.do(chat));) {
      const { message, takenAt } = taken;
      if (!this.claims.stands(takenAt)) continue; // frozen meanwhile: asks anew whose turn it is
      const settlement = await runWithTrace(message.traceId, () => this.delivery.deliver(message));
      await this.writeDown(settlement);
      if (settlement.status === 'waiting') return this.wakeLater(chat, settlement.waitMs ?? 0);
    }
  }

  /** Forgetting how a send ended would mean a second copy, so this goes on until Postgres has it. */
  private async writeDown(settlement: Settlement): Promise<void> {
    for (let waitMs = FIRST_RETRY_MS; ; waitMs = Math.min(waitMs * 2, LONGEST_RETRY_MS)) {
      try {
        return await this.settlements.do(settlement);
      } catch {
        await delay(waitMs);
      }
    }
  }

  /** A restart forgets this; the sweep comes round each second. */
  private wakeLater(chat: ChatRef, waitMs: number): void {
    setTimeout(() => this.wake(chat), waitMs).unref();
  }

  private async take(chats: ChatRef[]): Promise<(Taken | undefined)[]> {
    const takenAt = performance.now();
    const { botId, owner } = this.identity;
    const ids = chats.map(({ chatId }) => chatId);
    const messages = await this.logged('messages not taken', this.queue.take(botId, ids, owner));
    return ids.map((chatId) => {
      const message = messages.get(chatId);
      return message && { message, takenAt };
    });
  }

  private async settle(settlements: Settlement[]): Promise<void[]> {
    const { botId, owner } = this.identity;
    await this.logged('outcomes not written', this.queue.settle(botId, settlements, owner));
    return settlements.map(() => undefined);
  }

  /** Once for all chats of a statement. */
  private async logged<Result>(msg: string, work: Promise<Result>): Promise<Result> {
    try {
      return await work;
    } catch (error) {
      this.logger.warn({ msg, error });
      throw error;
    }
  }
}

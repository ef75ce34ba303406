import {
  type BeforeApplicationShutdown,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import {
  chatKey,
  ChatLane,
  type ChatRef,
  type DueMessage,
  LocalBell,
  OutboxQueue,
  type Settlement,
} from '@aisha/delivery';
import { Gathering, inSpan, rootSpanIdOf, runWithTrace } from '@aisha/platform';
import { setTimeout as delay } from 'node:timers/promises';
import { BotIdentity } from '../bot-identity';
import { MessageDelivery } from './message-delivery';
import { SendClaims } from './send-claims';

/** Chats written to at the same time: at a round trip of 60 ms to Telegram this is about 4,000 messages a second. */
const CHATS_IN_PARALLEL = 256;
/** Above this new messages wait in their rows, where any gateway finds them, and not in this process's hand. */
const CHATS_IN_HAND = 1_024;
/** Messages of one statement, and statements at the same time. */
const GATHERING = { size: 128, concurrency: 2 };
/** Postgres is away: how a send ended is kept in mind and written down as soon as it is back. */
const FIRST_RETRY_MS = 20;
const LONGEST_RETRY_MS = 500;

/** Another process writes to the chat, which takes a round trip to Telegram; then the sweep finds what is left. */
const BUSY_WAIT_MS = 25;
const BUSY_LOOKS = 40;

/** Sends what waits in the outbox: each chat in order, chats in parallel. */
@Injectable()
export class OutboxSender implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger(OutboxSender.name);
  private readonly lane: ChatLane;
  private readonly looks: Gathering<ChatRef, DueMessage | 'nothing' | 'busy'>;
  /** @returns whether more waits in the chat */
  private readonly settlements: Gathering<Settlement, boolean>;
  /** Messages that were ours from the start, until their chat's turn comes. */
  private readonly handed = new Map<string, DueMessage>();

  constructor(
    private readonly queue: OutboxQueue,
    private readonly delivery: MessageDelivery,
    private readonly claims: SendClaims,
    private readonly bell: LocalBell,
    private readonly identity: BotIdentity,
  ) {
    this.looks = new Gathering({ ...GATHERING, work: (chats) => this.look(chats) });
    this.settlements = new Gathering({ ...GATHERING, work: (all) => this.settle(all) });
    this.lane = new ChatLane({
      concurrency: CHATS_IN_PARALLEL,
      drain: (chat) => this.drain(chat),
      onError: (chat, error) =>
        this.logger.debug({ msg: 'chat left to the sweep', chatId: chat.chatId, error }),
    });
  }

  onApplicationBootstrap(): void {
    this.bell.listen({
      sender: () => (this.lane.load < CHATS_IN_HAND ? this.identity.owner : undefined),
      onRing: (chat) => this.wake(chat),
      onHand: ({ message, takenAt }) => {
        this.claims.hold(message.id, takenAt);
        this.handed.set(chatKey(message.chat), message);
        this.wake(message.chat);
      },
    });
  }

  wake(chat: ChatRef): void {
    this.lane.wake(chat);
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.bell.silence();
    await this.lane.close();
  }

  private async drain(chat: ChatRef): Promise<void> {
    for (let goesOn = true; goesOn;) {
      const message = await this.next(chat);
      if (!message) return;
      try {
        goesOn = await this.send(message);
      } finally {
        this.claims.release(message.id);
      }
    }
  }

  /** @returns whether the chat may go on with its next message now */
  private async send(message: DueMessage): Promise<boolean> {
    const settlement = await this.deliver(message);
    if (!settlement) return true; // frozen meanwhile: asks anew whose turn it is
    const more = await this.writeDown(settlement);
    if (settlement.status !== 'waiting') return more;
    this.wakeLater(message.chat, settlement.waitMs ?? 0);
    return false;
  }

  private deliver(message: DueMessage): Promise<Settlement | undefined> {
    const { id, traceId, notice, attempt } = message;
    const facts = { message: id, notice: notice.kind, attempt };
    const span = () =>
      inSpan('message sent', { kind: 'consumer', facts }, () => this.delivery.deliver(message));
    return runWithTrace(traceId, span, rootSpanIdOf(traceId));
  }

  private async next(chat: ChatRef): Promise<DueMessage | undefined> {
    const key = chatKey(chat);
    for (let looks = 0; looks < BUSY_LOOKS; looks++) {
      const handed = this.handed.get(key);
      if (handed && this.handed.delete(key)) return handed;
      const found = await this.looks.do(chat);
      if (typeof found === 'object') return found;
      if (this.handed.has(key)) continue; // it came after the look
      if (found === 'nothing') return undefined;
      await delay(BUSY_WAIT_MS);
    }
    return undefined;
  }

  /** Forgetting how a send ended would mean a second copy, so this goes on until Postgres has it. */
  private async writeDown(settlement: Settlement): Promise<boolean> {
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

  private async look(chats: ChatRef[]): Promise<(DueMessage | 'nothing' | 'busy')[]> {
    const takenAt = performance.now();
    const { botId, owner } = this.identity;
    const ids = chats.map(({ chatId }) => chatId);
    const looks = await this.logged('messages not taken', this.queue.take(botId, ids, owner));
    return ids.map((chatId) => {
      const look = looks.get(chatId) ?? 'nothing';
      if (typeof look === 'string') return look;
      this.claims.hold(look.id, takenAt);
      return look;
    });
  }

  private async settle(settlements: Settlement[]): Promise<boolean[]> {
    const { botId, owner } = this.identity;
    const more = await this.logged(
      'outcomes not written',
      this.queue.settle(botId, settlements, owner),
    );
    return settlements.map(({ message }) => more.has(message.chat.chatId));
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

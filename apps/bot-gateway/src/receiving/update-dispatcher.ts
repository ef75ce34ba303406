import {
  type BeforeApplicationShutdown,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import {
  ChatClaims,
  ChatLane,
  type ChatRef,
  ClaimLost,
  Inbox,
  type WaitingUpdate,
} from '@aisha/delivery';
import { Metrics, runWithTrace } from '@aisha/platform';
import { InjectBot } from 'nestjs-telegraf';
import type { Telegraf } from 'telegraf';
import type { Update } from 'telegraf/types';
import { BotIdentity } from '../bot-identity';
import { Apology } from './apology';
import { RateLimit } from './rate-limit';
import { TooFast } from './too-fast';

/** Chats handled at the same time; below the pool size, so that receiving always finds a connection. */
const CHATS_IN_PARALLEL = 6;

/** Hands stored updates to the handlers: each chat in order, chats in parallel. */
@Injectable()
export class UpdateDispatcher implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger(UpdateDispatcher.name);
  private readonly lane: ChatLane;
  private readonly handled;

  constructor(
    @InjectBot() private readonly bot: Telegraf,
    private readonly inbox: Inbox,
    private readonly apology: Apology,
    private readonly identity: BotIdentity,
    private readonly rateLimit: RateLimit,
    private readonly tooFast: TooFast,
    claims: ChatClaims,
    metrics: Metrics,
  ) {
    this.handled = metrics.counter('updates_handled_total', 'Updates by outcome', ['outcome']);
    this.lane = new ChatLane(claims, {
      purpose: 'handle',
      owner: identity.owner,
      concurrency: CHATS_IN_PARALLEL,
      drain: (chat) => this.drain(chat),
      hasWork: (chat) => inbox.hasWaiting(chat),
      onError: (chat, error) =>
        this.logger.warn({ msg: 'chat not handled to its end', chatId: chat.chatId, error }),
    });
  }

  onApplicationBootstrap(): void {
    // telegraf would ask getMe before the first update and never again if that failed.
    this.bot.botInfo ??= { id: this.identity.botId, is_bot: true } as NonNullable<
      typeof this.bot.botInfo
    >;
    // nestjs-telegraf stops at shutdown what was never launched, which throws.
    this.bot.stop = () => undefined;
    // A handler's error must roll its transaction back; the default only logs it.
    this.bot.catch((error) => {
      throw error;
    });
  }

  /** Chats in hand or waiting for their turn. */
  get load(): number {
    return this.lane.load;
  }

  wake(chat: ChatRef): void {
    this.lane.wake(chat);
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.lane.close();
  }

  private async drain(chat: ChatRef): Promise<void> {
    for (let update; (update = await this.inbox.next(chat));) {
      await this.handle(update);
    }
  }

  private async handle(update: WaitingUpdate): Promise<void> {
    await runWithTrace(update.traceId, async () => {
      try {
        const raw = JSON.parse(update.payload) as Update;
        const [verdict] = await this.rateLimit.check(update.botId, [raw]);
        await this.inbox.handle(update, this.identity.owner, () =>
          verdict!.kind === 'ok'
            ? this.bot.handleUpdate(raw)
            : this.tooFast.answer(update.botId, raw, verdict!),
        );
        this.handled.inc({ outcome: 'done' });
        this.logger.log({ msg: 'update handled', updateId: update.updateId });
      } catch (error) {
        await this.failed(update, error);
      }
    });
  }

  private async failed(update: WaitingUpdate, error: unknown): Promise<void> {
    if (error instanceof ClaimLost) throw error; // another gateway has the chat now
    this.logger.error({ msg: 'update not handled', updateId: update.updateId, error });
    this.handled.inc({ outcome: 'failed' });
    if (await this.inbox.failed(update, error)) {
      this.handled.inc({ outcome: 'quarantined' });
      await this.apology.for(update);
    }
  }
}

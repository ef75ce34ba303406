import { Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { Users } from '@aisha/accounts';
import { Sessions, type WaitingUpdate } from '@aisha/delivery';
import { runWithTrace } from '@aisha/platform';
import { InjectBot } from 'nestjs-telegraf';
import type { Telegraf } from 'telegraf';
import type { Update } from 'telegraf/types';
import { BotIdentity } from '../bot-identity';
import { personIdOf } from './telegram-chat';

/** Leads updates through telegraf to the handlers, one after the other, within one transaction. */
@Injectable()
export class UpdateHandlers implements OnApplicationBootstrap {
  private readonly logger = new Logger(UpdateHandlers.name);

  constructor(
    @InjectBot() private readonly bot: Telegraf,
    private readonly users: Users,
    private readonly sessions: Sessions,
    private readonly identity: BotIdentity,
  ) {}

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

  async handle(waiting: WaitingUpdate[]): Promise<void> {
    const updates = waiting.map((update) => ({
      ...update,
      raw: JSON.parse(update.payload) as Update,
    }));
    await this.users.preload(unique(updates.flatMap(({ raw }) => personIdOf(raw) ?? [])));
    await this.sessions.preload(this.identity.botId, unique(waiting.map(({ chatId }) => chatId)));
    for (const { raw, traceId, updateId } of updates) {
      await runWithTrace(traceId, async () => {
        await this.bot.handleUpdate(raw);
        this.logger.log({ msg: 'update handled', updateId });
      });
    }
  }
}

const unique = (ids: number[]): number[] => [...new Set(ids)];

import { Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { Users } from '@aisha/accounts';
import { Sessions, type WaitingUpdate } from '@aisha/delivery';
import { inSpan, rootSpanIdOf, runWithTrace } from '@aisha/platform';
import { InjectBot } from 'nestjs-telegraf';
import type { Telegraf } from 'telegraf';
import type { Update } from 'telegraf/types';
import { BotIdentity } from '../bot-identity';
import { RateLimit, type Verdict } from './rate-limit';
import { personIdOf } from './telegram-chat';
import { TooFast } from './too-fast';

/** Leads updates through telegraf to the handlers, one after the other, within one transaction. */
@Injectable()
export class UpdateHandlers implements OnApplicationBootstrap {
  private readonly logger = new Logger(UpdateHandlers.name);

  constructor(
    @InjectBot() private readonly bot: Telegraf,
    private readonly users: Users,
    private readonly sessions: Sessions,
    private readonly rateLimit: RateLimit,
    private readonly tooFast: TooFast,
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
    const raws = waiting.map(({ payload }) => JSON.parse(payload) as Update);
    const { botId } = this.identity;
    const verdicts = await this.rateLimit.check(botId, raws);
    await this.users.preload(unique(raws.flatMap((raw) => personIdOf(raw) ?? [])));
    await this.sessions.preload(botId, unique(waiting.map(({ chatId }) => chatId)));
    for (const [index, { traceId }] of waiting.entries()) {
      const handle = () => this.traced(raws[index]!, verdicts[index]!);
      await runWithTrace(traceId, handle, rootSpanIdOf(traceId));
    }
  }

  private traced(update: Update, verdict: Verdict): Promise<void> {
    const facts = { updateId: update.update_id };
    return inSpan('update handled', { kind: 'consumer', facts }, () => this.one(update, verdict));
  }

  private async one(update: Update, verdict: Verdict): Promise<void> {
    await (verdict.kind === 'ok'
      ? this.bot.handleUpdate(update)
      : this.tooFast.answer(this.identity.botId, update, verdict));
    this.logger.log({ msg: 'update handled', updateId: update.update_id, verdict: verdict.kind });
  }
}

const unique = (ids: number[]): number[] => [...new Set(ids)];

import { BotApiError } from '../bot-api.error';
import type { BotContext } from '../methods/bot-method.types';
import { findMethod } from '../methods/bot-methods';
import { DescribedResult } from '../methods/bot-method.types';
import { ordered } from './ordered-fault';
import type { CallParams } from './call-params';
import type { Faults } from './faults';
import type { SendLimits } from './send-limits';
import type { TruthLog } from './truth-log';

/** The Bot API's envelope around a success. */
export interface Success {
  ok: true;
  result: unknown;
  description?: string;
}

/** Carries out calls, one by one, and lets go wrong what was ordered to. */
export class BotCalls {
  constructor(
    readonly context: BotContext,
    readonly faults: Faults,
    readonly limits: SendLimits,
    readonly log: TruthLog,
  ) {}

  /** Throws a BotApiError, or BrokenConnection when no answer shall reach the caller. */
  async handle(name: string, params: CallParams, signal: AbortSignal): Promise<Success> {
    const found = findMethod(name);
    if (!found) throw new BotApiError(404, 'Not Found');
    const chatId = params.integer('chat_id');
    return ordered(this.faults.take(found.name, chatId), signal, async () => {
      this.limits.admit(found.name, chatId);
      const outcome = await found.method({ ...this.context, params, signal });
      const { result, description } =
        outcome instanceof DescribedResult ? outcome : { result: outcome, description: undefined };
      this.log.add(found.name, params, result);
      return { ok: true, result, ...(description && { description }) };
    });
  }
}

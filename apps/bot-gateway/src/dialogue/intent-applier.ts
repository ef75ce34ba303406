import { Inject, Injectable } from '@nestjs/common';
import type { Intent } from '@aisha/conversation';
import type { Appliers } from './appliers';
import { ConsentGate } from './consent-gate';
import type { Circumstances, Outcome } from './outcome';

/** Injection token of what is done about each intent. */
export const APPLIERS = Symbol('APPLIERS');

/** Turns the dialogue's intents into calls of the domain services. */
@Injectable()
export class IntentApplier {
  constructor(
    @Inject(APPLIERS) private readonly appliers: Appliers<Intent>,
    private readonly consent: ConsentGate,
  ) {}

  async apply(intents: Intent[], circumstances: Circumstances): Promise<Outcome> {
    const total: Outcome = { replies: [] };
    for (const intent of intents) {
      const { replies, ...rest } = await this.one(intent, circumstances);
      total.replies.push(...replies);
      Object.assign(total, rest);
    }
    return total;
  }

  private async one(intent: Intent, circumstances: Circumstances): Promise<Outcome> {
    const stopped = await this.consent.stop(intent, circumstances);
    if (stopped) return stopped;
    const apply = this.appliers[intent.do] as (
      intent: Intent,
      circumstances: Circumstances,
    ) => Outcome | Promise<Outcome>;
    return apply(intent, circumstances);
  }
}

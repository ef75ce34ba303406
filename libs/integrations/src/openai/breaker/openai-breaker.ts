import { Injectable, Logger } from '@nestjs/common';
import { Metrics, ProviderCalls } from '@aisha/platform';
import { outcomeOf, ProviderFailure } from '../../provider.errors';
import { OpenAiGate, type OpenAiOperation } from './openai-gate';
import { type Outage, OpenAiOutage, type OutageKind } from './openai-outage';

const isOutage = (kind: string): kind is OutageKind =>
  kind === 'balance' || kind === 'unauthorized';

/**
 * While our account is empty or our key refused, one call now and then asks whether that is over; all others fail
 * as it did, at once, in all processes. Counts calls by how they ended.
 */
@Injectable()
export class OpenAiBreaker extends OpenAiGate {
  private readonly logger = new Logger(OpenAiBreaker.name);
  private readonly open;

  constructor(
    private readonly outage: OpenAiOutage,
    private readonly calls: ProviderCalls,
    metrics: Metrics,
  ) {
    super();
    this.open = metrics.gauge('provider_breaker_open', '1: calls are not made', ['provider']);
    this.open.set({ provider: 'openai' }, 0);
  }

  async pass<Answer>(operation: OpenAiOperation, call: () => Promise<Answer>): Promise<Answer> {
    const known = await this.outage.current();
    this.open.set({ provider: 'openai' }, known ? 1 : 0);
    if (known && !(await this.outage.mayProbe(known))) throw this.notAsked(operation, known.kind);
    try {
      const answer = await this.calls.measure({ provider: 'openai', operation }, call, outcomeOf);
      if (known) await this.close(known);
      return answer;
    } catch (error) {
      await this.failed(error, known);
      throw error;
    }
  }

  private notAsked(operation: OpenAiOperation, kind: OutageKind): ProviderFailure {
    this.calls.skipped({ provider: 'openai', operation }, 'not-asked');
    return new ProviderFailure('openai', kind, 'not asked: the breaker is open');
  }

  private async failed(error: unknown, known: Outage | undefined) {
    if (!(error instanceof ProviderFailure) || !isOutage(error.kind)) return;
    this.open.set({ provider: 'openai' }, 1);
    if (known) await this.outage.goesOn(known);
    else if (await this.outage.began(error.kind)) {
      this.logger.error({ msg: 'openai answers nobody', kind: error.kind, error });
    }
  }

  private async close({ kind, since }: Outage): Promise<void> {
    await this.outage.isOver();
    this.open.set({ provider: 'openai' }, 0);
    this.logger.log({ msg: 'openai answers again', kind, ms: Date.now() - since });
  }
}

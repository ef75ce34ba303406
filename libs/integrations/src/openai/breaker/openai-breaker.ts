import { Injectable, Logger } from '@nestjs/common';
import { Metrics } from '@aisha/platform';
import { ProviderFailure } from '../../provider.errors';
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
  private readonly calls;
  private readonly open;

  constructor(
    private readonly outage: OpenAiOutage,
    metrics: Metrics,
  ) {
    super();
    this.calls = metrics.counter(
      'provider_calls_total',
      'Calls of providers, by how they ended; not-asked: the breaker was open',
      ['provider', 'operation', 'outcome'],
    );
    this.open = metrics.gauge('provider_breaker_open', '1: calls are not made', ['provider']);
    this.open.set({ provider: 'openai' }, 0);
  }

  async pass<Answer>(operation: OpenAiOperation, call: () => Promise<Answer>): Promise<Answer> {
    const known = await this.outage.current();
    this.open.set({ provider: 'openai' }, known ? 1 : 0);
    if (known && !(await this.outage.mayProbe(known))) throw this.notAsked(operation, known.kind);
    try {
      const answer = await call();
      this.count(operation, 'ok');
      if (known) await this.close(known);
      return answer;
    } catch (error) {
      await this.failed(operation, error, known);
      throw error;
    }
  }

  private notAsked(operation: OpenAiOperation, kind: OutageKind): ProviderFailure {
    this.count(operation, 'not-asked');
    return new ProviderFailure('openai', kind, 'not asked: the breaker is open');
  }

  private async failed(operation: OpenAiOperation, error: unknown, known: Outage | undefined) {
    if (!(error instanceof ProviderFailure)) return this.count(operation, 'stopped');
    this.count(operation, error.kind);
    if (!isOutage(error.kind)) return;
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

  private count(operation: OpenAiOperation, outcome: string): void {
    this.calls.inc({ provider: 'openai', operation, outcome });
  }
}

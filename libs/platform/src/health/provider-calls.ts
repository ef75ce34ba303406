import { Injectable } from '@nestjs/common';
import { Metrics } from './metrics';

/** Whom we call over the network. */
export type CalledProvider = 'openai' | 'fal' | 's3' | 'telegram';

/** From a lookup beside us to an answer that takes a model a minute. */
const BUCKETS_S = [0.01, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60];

export interface ProviderCall {
  readonly provider: CalledProvider;
  readonly operation: string;
  /** A call that waits by its own wish: its time says nothing. */
  readonly waits?: boolean;
}

/** Calls of services that we do not own: how they ended and how long they took. */
@Injectable()
export class ProviderCalls {
  private readonly calls;
  private readonly seconds;

  constructor(metrics: Metrics) {
    this.calls = metrics.counter(
      'provider_calls_total',
      'Calls of providers, by how they ended; not-asked: the breaker was open',
      ['provider', 'operation', 'outcome'],
    );
    const help = 'Time that a call of a provider took, whatever came of it';
    this.seconds = metrics.histogram('provider_call_seconds', help, BUCKETS_S, ['provider']);
  }

  /** Makes a call and notes how it ended. @param outcomeOf a word of a closed set for what was thrown */
  async measure<Answer>(
    call: ProviderCall,
    make: () => Promise<Answer>,
    outcomeOf: (error: unknown) => string,
  ): Promise<Answer> {
    const begun = performance.now();
    try {
      const answer = await make();
      this.note(call, 'ok', begun);
      return answer;
    } catch (error) {
      this.note(call, outcomeOf(error), begun);
      throw error;
    }
  }

  /** A call that was not made. */
  skipped({ provider, operation }: ProviderCall, outcome: string): void {
    this.calls.inc({ provider, operation, outcome });
  }

  private note({ provider, operation, waits }: ProviderCall, outcome: string, begun: number): void {
    this.calls.inc({ provider, operation, outcome });
    if (!waits) this.seconds.observe({ provider }, (performance.now() - begun) / 1_000);
  }
}

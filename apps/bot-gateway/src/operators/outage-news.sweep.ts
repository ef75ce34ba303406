import { Injectable } from '@nestjs/common';
import { OpenAiOutage } from '@aisha/integrations';
import { Metrics, Sweep } from '@aisha/platform';
import { OperatorNews } from './operator-news';

/** Operators have to act, and people wait for them: soon, at the price of one question to Redis. */
const INTERVAL_MS = 5_000;

/** Tells operators once when OpenAI answers nobody for want of money or a right key. Safe in several replicas. */
@Injectable()
export class OutageNewsSweep extends Sweep {
  private told?: number;

  constructor(
    private readonly outage: OpenAiOutage,
    private readonly news: OperatorNews,
    private readonly metrics: Metrics,
  ) {
    super(INTERVAL_MS);
  }

  protected async sweep(): Promise<void> {
    const outage = await this.outage.current();
    this.metrics
      .gauge('provider_breaker_open', '1: calls are not made', ['provider'])
      .set({ provider: 'openai' }, outage ? 1 : 0);
    if (!outage || outage.since === this.told) return;
    const { kind, since } = outage;
    await this.news.tell({ kind: 'provider-outage', outage: kind }, `openai-outage-${since}`);
    this.told = since;
  }
}

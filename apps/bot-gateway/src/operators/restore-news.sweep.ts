import { Injectable } from '@nestjs/common';
import { Held, Restores } from '@aisha/delivery';
import { Metrics, Sweep } from '@aisha/platform';
import { BotIdentity } from '../bot-identity';
import { OperatorNews } from './operator-news';

/** People wait for what operators decide: soon, at the price of two questions over next to no rows. */
const INTERVAL_MS = 5_000;

/** Tells operators once that a backup was restored, and keeps the figure of what waits for their word. */
@Injectable()
export class RestoreNewsSweep extends Sweep {
  private readonly waiting;

  constructor(
    private readonly restores: Restores,
    private readonly held: Held,
    private readonly news: OperatorNews,
    private readonly identity: BotIdentity,
    metrics: Metrics,
  ) {
    super(INTERVAL_MS);
    const help =
      "Messages, updates and broadcasts that wait for an operator's word after a restore";
    this.waiting = metrics.gauge('outbox_held', help);
  }

  protected async sweep(): Promise<void> {
    this.waiting.set(await this.held.waiting(this.identity.botId));
    if (!this.news.hasReaders) return;
    await this.restores.tell((restoreId) =>
      this.news.tell({ kind: 'operator-restored', restoreId }, `restored-${restoreId}`),
    );
  }
}

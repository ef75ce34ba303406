import { Injectable } from '@nestjs/common';
import { Metrics } from '@aisha/platform';

/** What strangers sent and what became of it, at /metrics. */
@Injectable()
export class WebhookCounts {
  private readonly fal;
  private readonly minio;

  constructor(metrics: Metrics) {
    this.fal = metrics.counter('fal_callbacks_total', 'Callbacks of FAL', ['outcome']);
    this.minio = metrics.counter('minio_events_total', 'Bucket notifications', ['outcome']);
  }

  count(webhook: 'fal' | 'minio', outcome: string): void {
    this[webhook].inc({ outcome });
  }
}

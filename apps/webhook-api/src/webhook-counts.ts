import { Injectable } from '@nestjs/common';
import { Metrics } from '@aisha/platform';

/** Alarms hear of the first of these too. */
const TROUBLE = ['malformed', 'too-large', 'unavailable'];
const FORGED = ['missing-header', 'malformed-header', 'stale', 'wrong-signature', 'forged-token'];

/** What strangers sent and what became of it, at /metrics. */
@Injectable()
export class WebhookCounts {
  private readonly fal;
  private readonly minio;

  constructor(metrics: Metrics) {
    this.fal = metrics.counter(
      'fal_callbacks_total',
      'Callbacks of FAL',
      ['outcome'],
      [...TROUBLE, ...FORGED, 'foreign-account', 'unknown', 'keys-unavailable'].map(asLabels),
    );
    this.minio = metrics.counter(
      'minio_events_total',
      'Bucket notifications',
      ['outcome'],
      [...TROUBLE, 'unauthorized'].map(asLabels),
    );
  }

  count(webhook: 'fal' | 'minio', outcome: string): void {
    this[webhook].inc({ outcome });
  }
}

const asLabels = (outcome: string) => ({ outcome });

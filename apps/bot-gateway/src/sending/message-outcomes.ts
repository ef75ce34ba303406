import { Injectable } from '@nestjs/common';
import type { DueMessage } from '@aisha/delivery';
import { Metrics } from '@aisha/platform';
import { UpdateTimes } from '../receiving/update-times';

export type MessageOutcome = 'sent' | 'dropped' | 'undeliverable';

/** How messages fared, and how long people waited for them. */
@Injectable()
export class MessageOutcomes {
  private readonly counter;

  constructor(
    private readonly times: UpdateTimes,
    metrics: Metrics,
  ) {
    this.counter = metrics.counter('messages_sent_total', 'Messages by outcome', ['outcome']);
  }

  note({ traceId }: DueMessage, outcome: MessageOutcome): void {
    this.counter.inc({ outcome });
    if (outcome === 'sent') this.times.answered(traceId);
  }
}

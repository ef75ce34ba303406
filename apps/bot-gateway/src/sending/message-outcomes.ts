import { Injectable } from '@nestjs/common';
import type { DueMessage } from '@aisha/delivery';
import { Metrics } from '@aisha/platform';
import { UpdateTimes } from '../receiving/update-times';

const MESSAGE_OUTCOMES = ['sent', 'dropped', 'undeliverable'] as const;
export type MessageOutcome = (typeof MESSAGE_OUTCOMES)[number];

/** How messages fared, and how long people waited for them. */
@Injectable()
export class MessageOutcomes {
  private readonly counter;

  constructor(
    private readonly times: UpdateTimes,
    metrics: Metrics,
  ) {
    const first = MESSAGE_OUTCOMES.map((outcome) => ({ outcome }));
    this.counter = metrics.counter(
      'messages_sent_total',
      'Messages by outcome',
      ['outcome'],
      first,
    );
  }

  note({ traceId }: DueMessage, outcome: MessageOutcome): void {
    this.counter.inc({ outcome });
    if (outcome === 'sent') this.times.answered(traceId);
  }
}

import { Injectable } from '@nestjs/common';
import { Sweep } from '@aisha/platform';
import { Takeover } from '../receiving/takeover';
import { Checkouts } from './checkouts';

/** Telegram waits for 10 s; who stored a question and lives has answered it long before this. */
const INTERVAL_MS = 1_000;

/** Finds questions before a payment that a gateway stored and did not live to answer. */
@Injectable()
export class CheckoutsSweep extends Sweep {
  constructor(
    private readonly checkouts: Checkouts,
    takeover: Takeover,
  ) {
    super(INTERVAL_MS);
    takeover.onTakeover(() => this.hurry());
  }

  protected sweep(): Promise<void> {
    return this.checkouts.takeLeft();
  }
}

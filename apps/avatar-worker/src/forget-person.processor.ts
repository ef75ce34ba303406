import { Injectable } from '@nestjs/common';
import { type ForgetPerson, forgetPerson } from '@aisha/contracts';
import { JobProcessor } from '@aisha/platform';
import { ForgettingSaga } from '@aisha/privacy';

/** Two are enough for people who go; each asks FAL several things at once. */
const CONCURRENCY = 2;

/** Here, because only this worker holds FAL's key. It has no way to give up: the sweep brings the job back. */
@Injectable()
export class ForgetPersonProcessor extends JobProcessor<ForgetPerson> {
  constructor(private readonly saga: ForgettingSaga) {
    super(forgetPerson, CONCURRENCY);
  }

  protected handle({ forgettingId }: ForgetPerson): Promise<void> {
    return this.saga.forget(forgettingId);
  }
}

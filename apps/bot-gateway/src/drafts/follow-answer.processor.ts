import { Injectable } from '@nestjs/common';
import { type FollowAnswer, followAnswer } from '@aisha/contracts';
import { JobProcessor } from '@aisha/platform';
import { AnswerFollower } from './answer-follower';

/** They wait nearly all the time: as many as the workers of a large installation write at once. */
const AT_A_TIME = 256;

@Injectable()
export class FollowAnswerProcessor extends JobProcessor<FollowAnswer> {
  private readonly leaving = new AbortController();

  constructor(private readonly follower: AnswerFollower) {
    super(followAnswer, AT_A_TIME);
  }

  protected handle({ answerId }: FollowAnswer): Promise<void> {
    return this.follower.follow(answerId, this.leaving.signal);
  }

  /** An answer may take minutes: another gateway shows the rest. */
  override beforeApplicationShutdown(): Promise<void> {
    this.leaving.abort(new Error('this gateway leaves'));
    return super.beforeApplicationShutdown();
  }
}

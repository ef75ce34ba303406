import { Injectable } from '@nestjs/common';
import { NewsChoice } from '@aisha/accounts';
import type { StandingIntent } from '@aisha/conversation';
import type { Appliers } from './appliers';
import { saying } from './outcome';

/** What people answer to what operators had sent to them. */
@Injectable()
export class StandingIntents {
  constructor(private readonly news: NewsChoice) {}

  readonly appliers: Appliers<StandingIntent> = {
    'stop-news': async (_, { user }) =>
      (await this.news.decline(user.id))
        ? saying({ kind: 'news-off' }, { fresh: true })
        : { replies: [] },
  };
}

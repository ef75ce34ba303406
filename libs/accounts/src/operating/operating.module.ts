import { Module } from '@nestjs/common';
import { DatabaseModule } from '@aisha/database';
import { AccountsModule } from '../accounts.module';
import { Bans } from './bans';
import { NewsChoice } from './news-choice';
import { OperatorLog } from './operator-log';
import { OperatorWishes } from './operator-wishes';
import { PeopleFacts } from './people-facts';
import { PeopleSearch } from './people-search';

const SERVICES = [Bans, NewsChoice, OperatorLog, OperatorWishes, PeopleFacts, PeopleSearch];

/** What operators do about people, and the record of it. */
@Module({
  imports: [AccountsModule, DatabaseModule],
  providers: SERVICES,
  exports: SERVICES,
})
export class OperatingModule {}

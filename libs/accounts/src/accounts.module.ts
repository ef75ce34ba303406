import { Module } from '@nestjs/common';
import { DatabaseModule } from '@aisha/database';
import { CONFIG } from '@aisha/platform';
import type { AccountsConfig } from './accounts.env';
import { Ledger } from './ledger';
import { LedgerHistory } from './ledger-history';
import { LedgerStatistics } from './ledger-statistics';
import { Users } from './users';
import { WelcomeGrant } from './welcome-grant';

/** People and their credits. */
@Module({
  imports: [DatabaseModule],
  providers: [
    Ledger,
    LedgerHistory,
    LedgerStatistics,
    Users,
    {
      provide: WelcomeGrant,
      inject: [CONFIG],
      useFactory: (config: AccountsConfig) => new WelcomeGrant(config.WELCOME_CREDITS ?? 0),
    },
  ],
  exports: [Ledger, LedgerHistory, LedgerStatistics, Users],
})
export class AccountsModule {}

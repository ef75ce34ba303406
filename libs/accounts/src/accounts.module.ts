import { Module } from '@nestjs/common';
import { DatabaseModule } from '@aisha/database';
import { CONFIG } from '@aisha/platform';
import type { AccountsConfig } from './accounts.env';
import { Ledger } from './ledger';
import { LedgerHistory } from './ledger-history';
import { LedgerStatistics } from './ledger-statistics';
import { PromoCodes } from './promo/promo-codes';
import { PromoUses } from './promo/promo-uses';
import { Promos } from './promo/promos';
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
    PromoCodes,
    PromoUses,
    Promos,
    {
      provide: WelcomeGrant,
      inject: [CONFIG],
      useFactory: (config: AccountsConfig) => new WelcomeGrant(config.WELCOME_CREDITS ?? 0),
    },
  ],
  exports: [Ledger, LedgerHistory, LedgerStatistics, Promos, Users],
})
export class AccountsModule {}

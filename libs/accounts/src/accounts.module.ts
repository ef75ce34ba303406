import { Module } from '@nestjs/common';
import { DatabaseModule } from '@aisha/database';
import { CONFIG } from '@aisha/platform';
import type { AccountsConfig } from './accounts.env';
import { DepartureMarks } from './departure/departure-marks';
import { Departures } from './departure/departures';
import { Consents } from './consents';
import { Ledger } from './ledger';
import { LedgerHistory } from './ledger-history';
import { LedgerStatistics } from './ledger-statistics';
import { PromoCodes } from './promo/promo-codes';
import { PromoUses } from './promo/promo-uses';
import { Promos } from './promo/promos';
import { Referrals } from './referral/referrals';
import { Settings } from './settings';
import { UsageModule } from './usage/usage.module';
import { Users } from './users';
import { WelcomeGrant } from './welcome-grant';

/** People and their credits. */
@Module({
  imports: [DatabaseModule, UsageModule],
  providers: [
    Consents,
    Ledger,
    LedgerHistory,
    LedgerStatistics,
    Users,
    PromoCodes,
    PromoUses,
    Promos,
    Referrals,
    Settings,
    Departures,
    {
      provide: DepartureMarks,
      inject: [CONFIG],
      useFactory: (config: AccountsConfig) => new DepartureMarks(config.TELEGRAM_BOT_TOKEN),
    },
    {
      provide: WelcomeGrant,
      inject: [CONFIG],
      useFactory: (config: AccountsConfig) => new WelcomeGrant(config.WELCOME_CREDITS ?? 0),
    },
  ],
  exports: [
    Consents,
    Departures,
    Ledger,
    LedgerHistory,
    LedgerStatistics,
    Promos,
    Referrals,
    Settings,
    UsageModule,
    Users,
  ],
})
export class AccountsModule {}

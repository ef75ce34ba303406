import { Module } from '@nestjs/common';
import { DatabaseModule } from '@aisha/database';
import { JobsModule } from '@aisha/platform';
import { AccountsModule } from '../accounts.module';
import { Promos } from '../promo/promos';
import { Invoices } from './invoices';
import { Payments } from './payments';
import { Refunds } from './refunds';
import { Statements } from './statements';
import { TOPUP_PROMOS } from './topup-promos';

/** Offers of credits, payments, refunds. */
@Module({
  imports: [AccountsModule, DatabaseModule, JobsModule],
  providers: [
    Invoices,
    Payments,
    Refunds,
    Statements,
    { provide: TOPUP_PROMOS, useExisting: Promos },
  ],
  exports: [Invoices, Payments, Refunds, Statements],
})
export class PaymentsModule {}

import { Module } from '@nestjs/common';
import { DatabaseModule } from '@aisha/database';
import { JobsModule } from '@aisha/platform';
import { AccountsModule } from '../accounts.module';
import { Invoices } from './invoices';
import { Payments } from './payments';
import { Refunds } from './refunds';
import { Statements } from './statements';

/** Offers of credits, payments, refunds. */
@Module({
  imports: [AccountsModule, DatabaseModule, JobsModule],
  providers: [Invoices, Payments, Refunds, Statements],
  exports: [Invoices, Payments, Refunds, Statements],
})
export class PaymentsModule {}

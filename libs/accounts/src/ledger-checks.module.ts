import { Module } from '@nestjs/common';
import { DatabaseModule } from '@aisha/database';
import { LedgerAudit } from './ledger-audit';
import { LedgerChecksSweep } from './ledger-checks.sweep';

/**
 * Watches the books and tells gauges. For one kind of process: one that answers nobody, so that an audit of a large
 * ledger takes no time from people.
 */
@Module({
  imports: [DatabaseModule],
  providers: [LedgerAudit, LedgerChecksSweep],
})
export class LedgerChecksModule {}

import { Injectable, Logger } from '@nestjs/common';
import { Ledger } from '@aisha/accounts';
import { Database, type WorkFailure } from '@aisha/database';
import type { WorkKind } from './work-kind';
import { type Work, WorkRows } from './work-rows';

/** Somebody else settled the work meanwhile: what this transaction did is undone. */
class MovedOn extends Error {}

/** The end of paid work, once: money, rows and the word to the person in one transaction. */
@Injectable()
export class Settlement {
  private readonly logger = new Logger(Settlement.name);

  constructor(
    private readonly database: Database,
    private readonly ledger: Ledger,
  ) {}

  /** After a refund there is nothing to capture any more: what came late is free. */
  async succeed<Row extends Work>(kind: WorkKind<Row>, row: Row, commit: () => Promise<void>) {
    await this.once(async () => {
      await this.ledger.capture(row.holdId);
      await this.settle(kind, row, null);
      await commit();
    });
  }

  async fail<Row extends Work>(kind: WorkKind<Row>, row: Row, failure: WorkFailure) {
    await this.once(async () => {
      await this.ledger.release(row.holdId);
      await this.settle(kind, row, failure);
      await kind.failed(row, failure);
    });
  }

  private async settle<Row extends Work>(
    kind: WorkKind<Row>,
    row: Row,
    failure: WorkFailure | null,
  ) {
    const { subject } = kind;
    if (!(await new WorkRows(this.database, subject).settle(row, failure))) throw new MovedOn();
    this.logger.log({ msg: `${subject} settled`, id: row.id, attempt: row.attempt, failure });
  }

  private async once(work: () => Promise<void>): Promise<void> {
    try {
      await this.database.transaction(work);
    } catch (error) {
      if (!(error instanceof MovedOn)) throw error;
    }
  }
}

import { Injectable, Logger } from '@nestjs/common';
import { Database } from '@aisha/database';
import { FalClient } from '@aisha/integrations';
import { CallbackAddress } from '../callbacks/callback-address';
import { Settlement } from './settlement';
import { isFinal, workFailureOf } from './work-failures';
import type { WorkKind } from './work-kind';
import { type Work, WorkRows } from './work-rows';

/** FAL may not find a request for a moment after it took it. */
const UNKNOWN_REQUEST_SECONDS = 120;
/** FAL cannot be told to stop: whoever wanted that is not kept waiting for it any longer. */
const STOPPING_SECONDS = 600;

/** Asks FAL itself what became of work, whatever a callback said, and settles it. Every wait has an end. */
@Injectable()
export class Collection {
  private readonly logger = new Logger(Collection.name);

  constructor(
    private readonly database: Database,
    private readonly fal: FalClient,
    private readonly settlement: Settlement,
    private readonly callbacks: CallbackAddress,
  ) {}

  async collect<Row extends Work>(kind: WorkKind<Row>, id: string): Promise<void> {
    const row = await kind.find(id);
    if (row?.status === 'submitting') await this.expire(kind, row);
    if (row?.status === 'submitted') await this.ask(kind, row);
  }

  /** What FAL made can never be used. */
  async giveUp<Row extends Work>(kind: WorkKind<Row>, id: string, error: Error): Promise<void> {
    const row = await kind.find(id);
    if (row?.status === 'submitted' && isFinal(error)) {
      await this.settlement.fail(kind, row, 'internal');
    }
  }

  private async expire<Row extends Work>(kind: WorkKind<Row>, row: Row): Promise<void> {
    const { polled, calledBack } = kind.bounds.unknown;
    const patience = this.callbacks.isConfigured ? calledBack : polled;
    if (await this.isOver(kind, row, patience)) {
      await this.settlement.fail(kind, row, 'outcome-unknown');
    }
  }

  private async ask<Row extends Work>(kind: WorkKind<Row>, row: Row): Promise<void> {
    const isLate = () => this.isOver(kind, row, kind.bounds.working);
    try {
      if (kind.isCalledOff?.(row) && (await this.callOff(kind, row))) return;
      if (await this.look(kind, row)) return;
    } catch (error) {
      if (isFinal(error) || !(await isLate())) throw error;
      this.logger.error({ msg: `${kind.subject}: given up`, id: row.id, error });
    }
    if (await isLate()) await this.timeOut(kind, row);
  }

  /**
   * FAL takes a wish to stop as no more than that: a job that has begun may go on and be billed. That is for us to
   * bear, the person gets their credits back. @returns false when it is done already: then it is theirs
   */
  private async callOff<Row extends Work>(kind: WorkKind<Row>, row: Row): Promise<boolean> {
    const rows = new WorkRows(this.database, kind.subject);
    const cancelled = this.fal.cancel(row.endpoint!, row.requestId!);
    const answer = await cancelled.catch(async (error: unknown) => {
      if (!(await rows.isCalledOffFor(row, STOPPING_SECONDS))) throw error;
      return 'not-reached' as const;
    });
    this.logger.log({ msg: `${kind.subject} called off`, id: row.id, answer });
    if (answer === 'already-completed') return false;
    await this.settlement.fail(kind, row, 'cancelled');
    return true;
  }

  private isOver<Row extends Work>({ subject }: WorkKind<Row>, row: Row, seconds: number) {
    return new WorkRows(this.database, subject).isOver(row, seconds);
  }

  /** @returns whether FAL has come to an end with it */
  private async look<Row extends Work>(kind: WorkKind<Row>, row: Row): Promise<boolean> {
    const status = await this.fal.status(row.endpoint!, row.requestId!);
    switch (status.state) {
      case 'in-queue':
      case 'in-progress':
        await kind.progress?.(row, status);
        return false;
      case 'unknown':
        if (!(await this.isOver(kind, row, UNKNOWN_REQUEST_SECONDS))) return false;
        await this.settlement.fail(kind, row, 'outcome-unknown');
        return true;
      case 'completed':
        await this.take(kind, row);
        return true;
    }
  }

  private async take<Row extends Work>(kind: WorkKind<Row>, row: Row): Promise<void> {
    const result = await this.fal.result(row.endpoint!, row.requestId!);
    if (!result.ok) {
      this.logger.warn({ msg: `${kind.subject}: FAL failed`, id: row.id, error: result.failure });
      return this.settlement.fail(kind, row, workFailureOf(result.failure));
    }
    const received = await kind.receive(row, result.output);
    if ('failure' in received) await this.settlement.fail(kind, row, received.failure);
    else await this.settlement.succeed(kind, row, () => received.commit());
  }

  /** Asking FAL to stop is a courtesy to our account; the refund does not wait for the answer. */
  private async timeOut<Row extends Work>(kind: WorkKind<Row>, row: Row): Promise<void> {
    await this.settlement.fail(kind, row, 'timed-out');
    await this.fal.cancel(row.endpoint!, row.requestId!).catch((error: unknown) => {
      this.logger.warn({ msg: `${kind.subject}: not cancelled`, id: row.id, error });
    });
  }
}

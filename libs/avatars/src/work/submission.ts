import { Injectable, Logger } from '@nestjs/common';
import { Database } from '@aisha/database';
import { FalClient, ProviderFailure } from '@aisha/integrations';
import { defer, lastValueFrom, retry } from 'rxjs';
import { CallbackAddress } from '../callbacks/callback-address';
import { Settlement } from './settlement';
import { isFinal, UnusablePhoto, waitBeforeResubmit, workFailureOf } from './work-failures';
import type { WorkKind } from './work-kind';
import { type Work, WorkRows } from './work-rows';

/** The first question comes soon: a picture may be ready in two seconds. */
const FIRST_CHECK_SECONDS = 2;
/** FAL has it and nobody else knows its id: the row is worth a minute of patience with a Postgres that restarts. */
const RECORD_TRIES = 60;

/**
 * Hands work over to FAL, once. FAL has no idempotency key, so the row says `submitting` before the call, and
 * only a certain refusal leads back. An unknown outcome stays until a callback or the end of its bound.
 */
@Injectable()
export class Submission {
  private readonly logger = new Logger(Submission.name);

  constructor(
    private readonly database: Database,
    private readonly fal: FalClient,
    private readonly settlement: Settlement,
    private readonly callbacks: CallbackAddress,
  ) {}

  /** @throws what stood in the way before FAL was called; trying again is safe */
  async submit<Row extends Work>(kind: WorkKind<Row>, id: string): Promise<void> {
    const row = await kind.find(id);
    if (row?.status !== 'requested') return;
    if (kind.isCalledOff?.(row)) return this.settlement.fail(kind, row, 'cancelled');
    const rows = this.rows(kind);
    if (await rows.isOver(row, kind.bounds.waiting)) {
      return this.settlement.fail(kind, row, row.failure ?? 'provider-down');
    }
    const { endpoint, input } = await kind.prepare(row);
    const { polled, calledBack } = kind.bounds.unknown;
    const patience = this.callbacks.isConfigured ? calledBack : polled;
    if (!(await rows.begin(row, endpoint, patience))) return;
    const begun = { attempt: row.attempt + 1, status: 'submitting' as const, endpoint };
    await this.call(kind, Object.assign(row, begun), input);
  }

  /** Nothing that is tried again could get this row to FAL. */
  async giveUp<Row extends Work>(kind: WorkKind<Row>, id: string, error: Error): Promise<void> {
    const row = await kind.find(id);
    if (row?.status === 'requested' && isFinal(error)) {
      const failure = error instanceof UnusablePhoto ? 'bad-photos' : 'internal';
      await this.settlement.fail(kind, row, failure);
    }
  }

  private async call<Row extends Work>(kind: WorkKind<Row>, row: Row, input: unknown) {
    const { subject } = kind;
    const webhookUrl = this.callbacks.of({ subject, rowId: row.id, attempt: row.attempt });
    try {
      const { requestId } = await this.fal.submit(row.endpoint!, input, { webhookUrl });
      await this.record(kind, row, requestId);
    } catch (error) {
      await this.notTaken(kind, row, error);
    }
  }

  private async record<Row extends Work>(kind: WorkKind<Row>, row: Row, requestId: string) {
    const rows = this.rows(kind);
    const write = defer(() => rows.submitted(row, requestId, FIRST_CHECK_SECONDS));
    await lastValueFrom(write.pipe(retry({ count: RECORD_TRIES, delay: 1_000 })));
    this.logger.log({ msg: `${kind.subject} submitted`, id: row.id, requestId });
  }

  private async notTaken<Row extends Work>(kind: WorkKind<Row>, row: Row, error: unknown) {
    const about = { id: row.id, attempt: row.attempt, error };
    if (!(error instanceof ProviderFailure) || error.kind === 'outcome-unknown') {
      this.logger.error({ msg: `${kind.subject}: may have been submitted`, ...about });
      return;
    }
    this.logger.error({ msg: `${kind.subject}: FAL took nothing`, ...about });
    const delayMs = waitBeforeResubmit(error);
    const failure = workFailureOf(error);
    if (delayMs === undefined) await this.settlement.fail(kind, row, failure);
    else await this.rows(kind).park(row, failure, delayMs);
  }

  private rows<Row extends Work>({ subject }: WorkKind<Row>): WorkRows {
    return new WorkRows(this.database, subject);
  }
}

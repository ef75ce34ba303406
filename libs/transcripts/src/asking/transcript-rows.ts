import { Injectable } from '@nestjs/common';
import {
  Database,
  Transcript,
  type TranscriptFailure,
  type TranscriptStatus,
} from '@aisha/database';
import { type FindOptionsWhere, In } from 'typeorm';

type Place = FindOptionsWhere<Transcript>;
type Changes = Partial<
  Pick<
    Transcript,
    | 'status'
    | 'durationSeconds'
    | 'price'
    | 'holdId'
    | 'text'
    | 'language'
    | 'segments'
    | 'failure'
    | 'settledAt'
  >
>;

/** The rows of transcripts. Joins the surrounding transaction. */
@Injectable()
export class TranscriptRows {
  constructor(private readonly database: Database) {}

  private get rows() {
    return this.database.repository(Transcript);
  }

  find(where: Place): Promise<Transcript | null> {
    return this.rows.findOneBy(where);
  }

  /** The row, kept from others until the commit. */
  lock(where: Place): Promise<Transcript | null> {
    return this.rows.findOne({ where, lock: { mode: 'pessimistic_write' } });
  }

  add(row: Partial<Transcript>): Promise<Transcript> {
    return this.rows.save(this.rows.create(row), { transaction: false });
  }

  /** Moves a row on if it still is where it was found. @returns false when it is elsewhere by now */
  async move(id: string, from: readonly TranscriptStatus[], changes: Changes): Promise<boolean> {
    const { affected } = await this.rows.update({ id, status: In(from) }, changes);
    return affected === 1;
  }

  /** Takes a failure back. @returns false when the row has not failed in one of these ways */
  async revive(id: string, from: readonly TranscriptFailure[], changes: Changes): Promise<boolean> {
    const place = { id, status: 'failed' as const, failure: In(from) };
    const { affected } = await this.rows.update(place, { ...changes, failure: null });
    return affected === 1;
  }

  /** @returns false when it is in another status by now, or gone */
  async delete(id: string, from: readonly TranscriptStatus[]): Promise<boolean> {
    const { affected } = await this.rows.delete({ id, status: In(from) });
    return affected === 1;
  }

  /** Rows that have been in a status for too long, longest first. */
  stuck(
    statuses: readonly TranscriptStatus[],
    seconds: number,
    limit: number,
  ): Promise<Pick<Transcript, 'id' | 'status' | 'traceId'>[]> {
    return this.rows
      .createQueryBuilder('t')
      .select(['t.id', 't.status', 't.traceId'])
      .where('t.status in (:...statuses)', { statuses })
      .andWhere('t.updatedAt < now() - make_interval(secs => :seconds)', { seconds })
      .orderBy('t.updatedAt')
      .limit(limit)
      .getMany();
  }
}

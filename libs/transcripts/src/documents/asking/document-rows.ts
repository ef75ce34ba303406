import { Injectable } from '@nestjs/common';
import { Database, type DocumentFailure, TranscriptDocument } from '@aisha/database';
import type { FindOptionsWhere } from 'typeorm';

type Place = FindOptionsWhere<TranscriptDocument>;

/** A document that waits, to be reminded of. */
export interface OpenDocument {
  readonly id: string;
  readonly traceId: string;
}

/** The rows of documents. Joins the surrounding transaction. */
@Injectable()
export class DocumentRows {
  constructor(private readonly database: Database) {}

  private get rows() {
    return this.database.repository(TranscriptDocument);
  }

  find(where: Place): Promise<TranscriptDocument | null> {
    return this.rows.findOneBy(where);
  }

  /** The document of a wish that did not fail, kept from others until the commit. */
  lockWish(transcriptId: string, wish: string): Promise<TranscriptDocument | null> {
    return this.rows
      .createQueryBuilder('d')
      .where({ transcriptId, wish })
      .andWhere(`d.status <> 'failed'`)
      .setLock('pessimistic_write')
      .getOne();
  }

  /** @returns the id; undefined when somebody else's wish for the same came first */
  async add(row: Partial<TranscriptDocument>): Promise<string | undefined> {
    const { raw } = await this.rows
      .createQueryBuilder()
      .insert()
      .values(row)
      .orIgnore()
      .returning('id')
      .execute();
    const [added] = raw as { id: string }[];
    return added?.id;
  }

  /** Documents that a model wrote for somebody in the last seconds, those that failed left out. */
  async countWritten(ownerId: string, seconds: number): Promise<number> {
    const [row] = await this.database.query<{ count: string }>(
      `select count(*) from transcript_documents
       where owner_id = $1 and created_at > now() - make_interval(secs => $2)
         and kind <> 'file' and status <> 'failed'`,
      [ownerId, seconds],
    );
    return Number(row?.count ?? 0);
  }

  /** Its file is gone from the storage: it is made once more. */
  async renew(id: string): Promise<void> {
    await this.rows.update({ id, status: 'ready' }, { status: 'requested', settledAt: null });
  }

  /**
   * Before anything is written: a result counts only under this attempt. A try is no progress, so the row grows older.
   * @returns null when there is nothing to do
   */
  async begin(id: string): Promise<TranscriptDocument | null> {
    const rows = await this.database.query(
      `update transcript_documents set attempt = attempt + 1
       where id = $1 and status = 'requested' returning 1`,
      [id],
    );
    return rows.length > 0 ? this.find({ id }) : null;
  }

  /** What the model made of one part is not asked for again. */
  async keepPart(id: string, place: string, text: string): Promise<void> {
    await this.database.query(
      `update transcript_documents
       set parts = parts || jsonb_build_object($2::text, $3::text), updated_at = now()
       where id = $1 and status = 'requested'`,
      [id, place, text],
    );
  }

  /** The whole text is there: its parts are not needed any more. */
  async keepText(id: string, text: string): Promise<void> {
    await this.rows.update({ id, status: 'requested' }, { text, parts: {} });
  }

  /** @returns false when it was settled before, or another attempt has begun */
  async settleReady(
    { id, attempt }: Pick<TranscriptDocument, 'id' | 'attempt'>,
    objectKey: string | null,
  ): Promise<boolean> {
    const { affected } = await this.rows.update(
      { id, attempt, status: 'requested' },
      { status: 'ready', objectKey, settledAt: new Date() },
    );
    return affected === 1;
  }

  /** @returns the row; null when it was settled before */
  async settleFailed(id: string, failure: DocumentFailure): Promise<TranscriptDocument | null> {
    const { affected } = await this.rows.update(
      { id, status: 'requested' },
      { status: 'failed', failure, parts: {}, settledAt: new Date() },
    );
    return affected === 1 ? this.find({ id }) : null;
  }

  /** Documents without any progress for so long, longest first. */
  async stuck(seconds: number, limit: number): Promise<OpenDocument[]> {
    return this.database.query<OpenDocument>(
      `select id, trace_id as "traceId" from transcript_documents
       where status = 'requested' and updated_at < now() - make_interval(secs => $1)
       order by updated_at limit $2`,
      [seconds, limit],
    );
  }
}

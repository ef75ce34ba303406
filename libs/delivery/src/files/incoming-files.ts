import { Injectable } from '@nestjs/common';
import { fetchFile } from '@aisha/contracts';
import { Database, type FileFailure, type FilePurpose, IncomingFile } from '@aisha/database';
import { currentTraceId, Jobs, newTraceId } from '@aisha/platform';
import { randomUUID } from 'node:crypto';

export interface WantedFile {
  ownerId: string;
  botId: number;
  telegramFileId: string;
  purpose: FilePurpose;
  fileName?: string;
  mimeType?: string;
}

/** Files that people sent: a row in the handling transaction, an object in S3 soon after. */
@Injectable()
export class IncomingFiles {
  constructor(
    private readonly database: Database,
    private readonly jobs: Jobs,
  ) {}

  /** Notes a file down to be fetched; the object's key is ours, nothing of the person's is in it. */
  async want(file: WantedFile): Promise<IncomingFile> {
    const files = this.database.repository(IncomingFile);
    const row = await files.save(
      files.create({
        ...file,
        fileName: file.fileName ?? null,
        mimeType: file.mimeType ?? null,
        objectKey: `incoming/${file.purpose}/${file.ownerId}/${randomUUID()}`,
        traceId: currentTraceId() ?? newTraceId(),
      }),
    );
    await this.jobs.enqueue(fetchFile, { fileId: row.id });
    return row;
  }

  find(id: string): Promise<IncomingFile | null> {
    return this.database.repository(IncomingFile).findOneBy({ id });
  }

  findByKey(objectKey: string): Promise<IncomingFile | null> {
    return this.database.repository(IncomingFile).findOneBy({ objectKey });
  }

  /** @param sha256 of its bytes, in hex @returns false when it was settled before */
  async markStored(id: string, size: number, sha256: string | null = null): Promise<boolean> {
    const set = `status = 'stored', size = $2, sha256 = $3, stored_at = now()`;
    return this.settle(id, set, [size, sha256]);
  }

  /** @returns false when it was settled before */
  async markFailed(id: string, failure: FileFailure): Promise<boolean> {
    return this.settle(id, `status = 'failed', failure = $2`, [failure]);
  }

  /** Nobody needs the object any more: it goes, the row stays. Joins the surrounding transaction. */
  async release(id: string): Promise<void> {
    const rows = await this.database.query<{ object_key: string }>(
      `update incoming_files set status = 'removed' where id = $1 returning object_key`,
      [id],
    );
    await this.letGo(rows.map(({ object_key }) => object_key));
  }

  /** The row goes, and the object after it. Joins the surrounding transaction, after what names the file. */
  async discard(id: string): Promise<void> {
    const rows = await this.database.query<{ object_key: string }>(
      'delete from incoming_files where id = $1 returning object_key',
      [id],
    );
    await this.letGo(rows.map(({ object_key }) => object_key));
  }

  /** Has objects deleted that no row names: a sweep does so soon after the commit, and Telegram's ids of them go too. */
  async letGo(objectKeys: readonly string[]): Promise<void> {
    if (objectKeys.length === 0) return;
    await this.database.query(
      `insert into object_removals (object_key) select distinct key from unnest($1::text[]) as key
       on conflict (object_key) do update set not_before = now()`,
      [objectKeys],
    );
  }

  /** Settles a file and tells its domain in one transaction. */
  inTransaction(work: () => Promise<void>): Promise<void> {
    return this.database.transaction(work);
  }

  /** The storage has the object (again), of this size. */
  async confirm(id: string, size: number): Promise<void> {
    await this.database.query(
      `update incoming_files set status = 'stored', size = $2
       where id = $1 and status in ('stored', 'removed')`,
      [id, size],
    );
  }

  /** The storage itself said that the object is gone. */
  async markRemoved(id: string): Promise<void> {
    await this.database.query(
      `update incoming_files set status = 'removed' where id = $1 and status = 'stored'`,
      [id],
    );
  }

  /** Files that should have come by now, oldest first. */
  overdue(
    olderThanSeconds: number,
    limit: number,
  ): Promise<Pick<IncomingFile, 'id' | 'traceId'>[]> {
    return this.database
      .repository(IncomingFile)
      .createQueryBuilder('f')
      .select(['f.id', 'f.traceId'])
      .where(`f.status = 'wanted'`)
      .andWhere(`f.createdAt < now() - make_interval(secs => :olderThanSeconds)`, {
        olderThanSeconds,
      })
      .orderBy('f.createdAt')
      .limit(limit)
      .getMany();
  }

  private async settle(id: string, set: string, values: unknown[]): Promise<boolean> {
    const rows = await this.database.query(
      `update incoming_files set ${set} where id = $1 and status = 'wanted' returning 1`,
      [id, ...values],
    );
    return rows.length > 0;
  }
}

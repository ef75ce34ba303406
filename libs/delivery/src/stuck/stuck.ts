import { Injectable } from '@nestjs/common';
import { STUCK_KINDS, type StuckKind } from '@aisha/contracts';
import { Database } from '@aisha/database';
import { STUCK } from './stuck-kinds';
import { StuckJobs } from './stuck-jobs';

export interface StuckCount {
  kind: StuckKind;
  count: number;
  oldest: Date | null;
}
export interface StuckItem {
  id: string;
  since: Date;
  detail: string;
}

/** More than this are counted as this many: a screen needs no exact figure of an outage. */
const MOST_COUNTED = 10_000;

/** What should have gone on long ago, over the tables of all parts. Reading it changes nothing. */
@Injectable()
export class Stuck {
  constructor(
    private readonly database: Database,
    private readonly jobs: StuckJobs,
  ) {}

  async counts(): Promise<StuckCount[]> {
    const selects = STUCK_KINDS.map((kind) => {
      const { from, since } = STUCK[kind];
      return `select '${kind}' as kind, count(*)::int as count, min(since) as oldest
        from (select ${since} as since from ${from} limit ${MOST_COUNTED}) r`;
    });
    return this.database.query<StuckCount>(selects.join(' union all '));
  }

  /** Oldest first. */
  async list(kind: StuckKind, limit: number): Promise<StuckItem[]> {
    const { from, id, since, detail } = STUCK[kind];
    return this.database.query<StuckItem>(
      `select ${id}::text as id, ${since} as since, coalesce(${detail}, '') as detail
       from ${from} order by ${since} limit $1`,
      [limit],
    );
  }

  /** Whether there is something to try again with rows of a kind. */
  canRetry(kind: StuckKind): boolean {
    return STUCK[kind].retry !== undefined || this.jobs.knows(kind);
  }

  /**
   * Has a stuck row looked at again now. Workers look at the row first and ask the provider, so nothing is charged or
   * submitted a second time. @returns false for a row that is not stuck (any more)
   */
  async retry(kind: StuckKind, rowId: string): Promise<boolean> {
    const { from, id, retry } = STUCK[kind];
    const [row] = await this.database.query<{ row: Record<string, unknown> }>(
      `select to_jsonb(r) as row from (select * from ${from}) r where r.${id}::text = $1 limit 1`,
      [rowId],
    );
    if (!row || !this.canRetry(kind)) return false;
    if (retry) await this.database.query(retry, [rowId]);
    await this.jobs.restore(kind, row.row);
    return true;
  }
}

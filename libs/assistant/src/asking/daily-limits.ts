import { Injectable } from '@nestjs/common';
import { Database } from '@aisha/database';

/**
 * What one person may have of the assistant in a day, which is free: far more than anybody asks in earnest, and few
 * enough that somebody's script costs dollars, not hundreds. One place; nothing else states a limit.
 */
export const DAILY_LIMITS = { answers: 200, photos: 50, voices: 30 } as const;
export type Limited = keyof typeof DAILY_LIMITS;

/** No more of it until midnight, by the person's clock. */
export interface LimitReached {
  readonly outcome: 'limit-reached';
  readonly what: Limited;
  readonly limit: number;
}

/**
 * From here on the count is made under a lock: so many questions of one person may be on their way in other chats.
 * Everybody else is counted without one, as locks of many people in one transaction may wait for each other.
 */
const NEAR = 10;

/** Counts by the rows what somebody had since their last midnight. Joins the surrounding transaction. */
@Injectable()
export class DailyLimits {
  constructor(private readonly database: Database) {}

  /** @returns undefined while there is room for one more */
  async reached(ownerId: string, what: Limited): Promise<LimitReached | undefined> {
    const limit = DAILY_LIMITS[what];
    if ((await this.used(ownerId, what)) < limit - NEAR) return undefined;
    await this.database.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [
      `daily-${what}-${ownerId}`,
    ]);
    const isReached = (await this.used(ownerId, what)) >= limit;
    return isReached ? { outcome: 'limit-reached', what, limit } : undefined;
  }

  private async used(ownerId: string, what: Limited): Promise<number> {
    const [row] = await this.database.query<{ used: number }>(USED[what], [ownerId]);
    return row?.used ?? 0;
  }
}

/** What failed gave nothing, so it takes nothing. */
const TODAY = (row: string) =>
  `${row}.owner_id = u.id and ${row}.status <> 'failed'
   and ${row}.created_at >= date_trunc('day', now() at time zone u.time_zone) at time zone u.time_zone`;

const USED: Record<Limited, string> = {
  answers: `select count(*)::int as used from users u join answers a on ${TODAY('a')} where u.id = $1`,
  photos: `select count(*)::int as used from users u join answers a on ${TODAY('a')}
    join question_photos p on p.answer_id = a.id where u.id = $1`,
  voices: `select count(*)::int as used from users u join answer_voices v on ${TODAY('v')}
    where u.id = $1`,
};

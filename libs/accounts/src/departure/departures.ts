import { Injectable } from '@nestjs/common';
import { Database, Departure } from '@aisha/database';
import { DepartureMarks } from './departure-marks';

/** What would be given anew to one who leaves and comes back. */
export interface DepartureFacts {
  wasBanned: boolean;
  /** Codes that they used, as often as they did. */
  promoCodeIds: string[];
}

/** As long as a code or a ban is worth coming back for; then nothing is left of the person. */
const KEPT_MONTHS = 12;

/** People who left, so that leaving and coming back is no way to get things twice. */
@Injectable()
export class Departures {
  constructor(
    private readonly database: Database,
    private readonly marks: DepartureMarks,
  ) {}

  /** The mark of a person. @throws in a process that does not know the bot's token */
  markOf(telegramId: number): string {
    const mark = this.marks.of(telegramId);
    if (mark === undefined) throw new Error('marks need TELEGRAM_BOT_TOKEN');
    return mark;
  }

  /** What is to be noted of a person who leaves. */
  async factsOf(userId: string): Promise<DepartureFacts> {
    const [row] = await this.database.query<{ banned: boolean; ids: string[] }>(
      `select banned_at is not null as banned, array(
         select promo_code_id from promo_uses
         where user_id = u.id and status in ('applied', 'waiting', 'earlier')) as ids
       from users u where id = $1`,
      [userId],
    );
    return { wasBanned: row?.banned ?? false, promoCodeIds: row?.ids ?? [] };
  }

  /** Notes that somebody left, in the transaction that forgets them. Said twice, the last time stands. */
  async note(mark: string, { wasBanned, promoCodeIds }: DepartureFacts): Promise<void> {
    await this.database.query(
      `insert into departures (mark, was_banned, promo_code_ids) values ($1, $2, $3)
       on conflict (mark) do update set was_banned = excluded.was_banned,
         promo_code_ids = excluded.promo_code_ids, left_at = clock_timestamp()`,
      [mark, wasBanned, promoCodeIds],
    );
  }

  /** What was noted of this person when they left; null for one who never did, or long ago. */
  async of(telegramId: number): Promise<DepartureFacts | null> {
    const mark = this.marks.of(telegramId);
    return mark === undefined ? null : this.database.repository(Departure).findOneBy({ mark });
  }

  /** A ban holds, and used codes stay used, for one who is back under a new row. */
  async resume(userId: string, { wasBanned, promoCodeIds }: DepartureFacts): Promise<void> {
    if (wasBanned) {
      await this.database.query('update users set banned_at = now() where id = $1', [userId]);
    }
    await this.database.query(
      `insert into promo_uses (promo_code_id, user_id, status)
       select p.id, $1, 'earlier' from unnest($2::uuid[]) used join promo_codes p on p.id = used`,
      [userId, promoCodeIds],
    );
  }

  /** Forgets marks that are old enough. */
  async tidy(): Promise<void> {
    await this.database.query(
      `delete from departures where left_at < clock_timestamp() - $1 * interval '1 month'`,
      [KEPT_MONTHS],
    );
  }
}

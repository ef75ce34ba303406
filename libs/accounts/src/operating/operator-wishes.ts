import { Injectable } from '@nestjs/common';
import { Database, OperatorWish } from '@aisha/database';

/** What an operator wants done once it is confirmed. */
export interface NewWish {
  operatorTelegramId: number;
  action: string;
  subjectUserId?: string;
  details?: Record<string, unknown>;
  reason?: string;
}

/** Credits and bans are decided about with the figures before one's eyes; an hour later they are others. */
const VALID_FOR_S = 3_600;

/** What operators are about to do. A wish is taken once, by the one whose it is: then its row is gone. */
@Injectable()
export class OperatorWishes {
  constructor(private readonly database: Database) {}

  /** @returns its id, for the buttons that confirm it or give it up */
  async make(wish: NewWish): Promise<string> {
    await this.forgetOld();
    const [row] = await this.database.query<{ id: string }>(
      `insert into operator_wishes (operator_telegram_id, action, subject_user_id, details, reason)
       values ($1, $2, $3, $4, $5) returning id`,
      [
        wish.operatorTelegramId,
        wish.action,
        wish.subjectUserId ?? null,
        JSON.stringify(wish.details ?? {}),
        wish.reason ?? null,
      ],
    );
    return row!.id;
  }

  find(id: string): Promise<OperatorWish | null> {
    return this.database.repository(OperatorWish).findOneBy({ id });
  }

  /**
   * Takes a wish out, to be fulfilled or given up in the same transaction: of two who want it at the same time the
   * second waits for the first one's commit and finds nothing.
   */
  async take(id: string, operatorTelegramId: number): Promise<OperatorWish | null> {
    const wish = await this.find(id);
    const [taken] = await this.database.query<{ id: string }>(
      `delete from operator_wishes where id = $1 and operator_telegram_id = $2
         and created_at > now() - make_interval(secs => $3) returning id`,
      [id, operatorTelegramId, VALID_FOR_S],
    );
    return taken ? wish : null;
  }

  private async forgetOld(): Promise<void> {
    await this.database.query(
      'delete from operator_wishes where created_at < now() - make_interval(secs => $1)',
      [VALID_FOR_S],
    );
  }
}

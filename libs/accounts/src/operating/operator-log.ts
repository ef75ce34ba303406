import { Injectable } from '@nestjs/common';
import { Database, OperatorAction } from '@aisha/database';

/** One thing that an operator did. */
export interface OperatorDeed {
  /** The same id is the same deed; without one it gets its own. */
  id?: string;
  operatorTelegramId: number;
  action: string;
  subjectUserId?: string;
  /** What it was done to, where that is no person. */
  subject?: string;
  details?: Record<string, unknown>;
  reason?: string;
}

/** What operators did. Nothing is changed or removed there, but that a reason is cleared when a person leaves. */
@Injectable()
export class OperatorLog {
  constructor(private readonly database: Database) {}

  /** To be called in the transaction of the effect, so that neither is there without the other. */
  async record(deed: OperatorDeed): Promise<void> {
    await this.database.query(
      `insert into operator_actions
         (id, operator_telegram_id, action, subject_user_id, subject, details, reason)
       values (coalesce($1, gen_random_uuid()), $2, $3, $4, $5, $6, $7)`,
      [
        deed.id ?? null,
        deed.operatorTelegramId,
        deed.action,
        deed.subjectUserId ?? null,
        deed.subject ?? null,
        JSON.stringify(deed.details ?? {}),
        deed.reason ?? null,
      ],
    );
  }

  /** Newest first. @param page from 0 */
  async page(page: number, size: number): Promise<{ items: OperatorAction[]; total: number }> {
    const [items, total] = await this.database.repository(OperatorAction).findAndCount({
      order: { createdAt: 'DESC', id: 'ASC' },
      skip: page * size,
      take: size,
    });
    return { items, total };
  }
}

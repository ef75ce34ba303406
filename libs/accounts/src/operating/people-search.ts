import { Injectable } from '@nestjs/common';
import { Database, PAYMENT_PROVIDERS } from '@aisha/database';
import { type User, Users } from '../users';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const TELEGRAM_ID = /^[1-9]\d{0,15}$/;
const USERNAME = /^@(\w{3,32})$/;

/** How an operator names a person. */
@Injectable()
export class PeopleSearch {
  constructor(
    private readonly database: Database,
    private readonly users: Users,
  ) {}

  /**
   * @param words a Telegram id, `@username`, an id of ours, or a provider's id of a charge
   * @returns null also for one who left
   */
  async find(words: string): Promise<User | null> {
    if (TELEGRAM_ID.test(words)) {
      const found = await this.users.findByTelegramId(Number(words));
      return found ?? this.byCharge(words);
    }
    const username = USERNAME.exec(words)?.[1];
    if (username) return this.byUsername(username);
    if (UUID.test(words)) return (await this.users.find(words)) ?? this.byCharge(words);
    return this.byCharge(words);
  }

  /** Names change hands at Telegram: the one who came last under it has it, as a rule. */
  private async byUsername(username: string): Promise<User | null> {
    const [row] = await this.database.query<{ id: string }>(
      `select id from users where lower(username) = lower($1) and telegram_id is not null
       order by created_at desc limit 1`,
      [username],
    );
    return row ? this.users.find(row.id) : null;
  }

  private async byCharge(chargeId: string): Promise<User | null> {
    const [row] = await this.database.query<{ user_id: string }>(
      'select user_id from payments where provider = any($1) and charge_id = $2 limit 1',
      [PAYMENT_PROVIDERS, chargeId],
    );
    return row ? this.users.find(row.user_id) : null;
  }
}

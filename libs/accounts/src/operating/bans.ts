import { Injectable } from '@nestjs/common';
import { Database } from '@aisha/database';

/** Who may not use the bot for now. Work that they paid for ends as always. */
@Injectable()
export class Bans {
  constructor(private readonly database: Database) {}

  /** @returns false for a person who is banned already, or has left */
  async ban(userId: string): Promise<boolean> {
    const rows = await this.database.query(
      `update users set banned_at = now()
       where id = $1 and banned_at is null and leaving_at is null returning id`,
      [userId],
    );
    return rows.length > 0;
  }

  /** @returns false for a person who is not banned */
  async lift(userId: string): Promise<boolean> {
    const rows = await this.database.query(
      'update users set banned_at = null where id = $1 and banned_at is not null returning id',
      [userId],
    );
    return rows.length > 0;
  }
}

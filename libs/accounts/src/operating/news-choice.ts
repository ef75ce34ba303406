import { Injectable } from '@nestjs/common';
import { Database } from '@aisha/database';

/** Whether a person hears news. */
@Injectable()
export class NewsChoice {
  constructor(private readonly database: Database) {}

  /** @returns false when they had said so before */
  async decline(userId: string): Promise<boolean> {
    const rows = await this.database.query(
      'update users set news = false where id = $1 and news returning id',
      [userId],
    );
    return rows.length > 0;
  }
}

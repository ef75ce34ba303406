import { Injectable } from '@nestjs/common';
import { Database } from '@aisha/database';
import { type User, Users } from './users';

/** The consent of people to what becomes of their photos. */
@Injectable()
export class Consents {
  constructor(
    private readonly database: Database,
    private readonly users: Users,
  ) {}

  /** As of now: `user` may have been read before they agreed. */
  async isGiven({ telegramId }: User): Promise<boolean> {
    const user = await this.users.findByTelegramId(telegramId);
    return !!user?.consentedAt;
  }

  /** Notes the time, the first time; the rest of the surrounding transaction knows it. */
  async give({ id, telegramId }: User): Promise<void> {
    await this.database.transaction(async () => {
      await this.database.query(
        'update users set consented_at = now() where id = $1 and consented_at is null',
        [id],
      );
      await this.users.preload([telegramId]);
    });
  }
}

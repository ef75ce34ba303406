import { Injectable } from '@nestjs/common';
import { Database, Restore } from '@aisha/database';

/** Restores of backups, as `migrate --after-restore` wrote them down. */
@Injectable()
export class Restores {
  constructor(private readonly database: Database) {}

  find(id: string): Promise<Restore | null> {
    return this.database.repository(Restore).findOneBy({ id });
  }

  /**
   * Has operators told of those that they do not know of, each once, whatever process is first.
   * @param say adds the message, in the same transaction
   */
  async tell(say: (restoreId: string) => Promise<void>): Promise<void> {
    await this.database.transaction(async () => {
      const rows = await this.database.query<{ id: string }>(
        'update restores set told_at = clock_timestamp() where told_at is null returning id',
      );
      for (const { id } of rows) await say(id);
    });
  }
}

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
   * Those that operators do not know of. To be called in the transaction that tells them, which several processes
   * may begin at the same time.
   */
  async untold(): Promise<string[]> {
    const rows = await this.database.query<{ id: string }>(
      'update restores set told_at = clock_timestamp() where told_at is null returning id',
    );
    return rows.map(({ id }) => id);
  }
}

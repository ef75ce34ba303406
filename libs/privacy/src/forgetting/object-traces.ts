import { Injectable } from '@nestjs/common';
import { Database } from '@aisha/database';
import { Storage } from '@aisha/integrations';
import { objectPrefixes } from '../inventory/object-prefixes';

/** What lies in the storage of a person, and what Telegram and we remember by its keys. */
@Injectable()
export class ObjectTraces {
  constructor(
    private readonly database: Database,
    private readonly storage: Storage,
  ) {}

  /** @throws ProviderFailure when the storage is away; doing it again does no harm */
  async remove(userId: string): Promise<void> {
    const prefixes = objectPrefixes(userId);
    for (const prefix of prefixes) {
      for await (const keys of this.storage.list(prefix)) await this.storage.delete(keys);
    }
    const patterns = prefixes.map((prefix) => `${prefix}%`);
    await this.database.query('delete from sent_files where object_key like any($1)', [patterns]);
    // A worker may be storing one this moment: its key stays until the sweep has deleted it once more.
    await this.database.query(
      'update object_removals set not_before = now() where object_key like any($1)',
      [patterns],
    );
  }
}

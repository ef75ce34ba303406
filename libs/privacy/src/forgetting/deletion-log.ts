import { Injectable } from '@nestjs/common';
import { Storage } from '@aisha/integrations';

const PREFIX = 'deletions/';

/** What is known of a deletion outside of the database: whose by our number, and when. */
export interface LoggedDeletion {
  userId: string;
  requestedAt: Date;
  completedAt?: Date;
}

/** Who was forgotten, where a restore of the database does not reach. Our numbers only: nothing leads to a person. */
@Injectable()
export class DeletionLog {
  constructor(private readonly storage: Storage) {}

  /** Writing it again does no harm. @throws ProviderFailure when the storage is away */
  async write(deletion: LoggedDeletion): Promise<void> {
    const body = Buffer.from(`${JSON.stringify(deletion)}\n`);
    await this.storage.put(`${PREFIX}${deletion.userId}.json`, body, {
      contentType: 'application/json',
    });
  }

  /** All of them, up to a thousand at a time. */
  async *userIds(): AsyncGenerator<string[]> {
    for await (const keys of this.storage.list(PREFIX)) {
      yield keys.flatMap((key) => /^deletions\/([0-9a-f-]{36})\.json$/.exec(key)?.[1] ?? []);
    }
  }
}

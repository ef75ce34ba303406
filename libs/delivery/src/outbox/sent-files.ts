import { Injectable } from '@nestjs/common';
import { Database } from '@aisha/database';

/** The name under which an object is remembered that was sent as a file: a photo's id cannot be used for it. */
export const asDocument = (objectKey: string): string => `${objectKey}#document`;

/** Telegram's ids of stored objects that were sent before: sending them again costs no upload. */
@Injectable()
export class SentFiles {
  constructor(private readonly database: Database) {}

  async find(botId: number, objectKey: string): Promise<string | undefined> {
    const [row] = await this.database.query<{ telegram_file_id: string }>(
      `select telegram_file_id from sent_files where bot_id = $1 and object_key = $2`,
      [botId, objectKey],
    );
    return row?.telegram_file_id;
  }

  async remember(botId: number, objectKey: string, telegramFileId: string): Promise<void> {
    await this.database.query(
      `insert into sent_files (bot_id, object_key, telegram_file_id) values ($1, $2, $3)
       on conflict (bot_id, object_key) do update set telegram_file_id = excluded.telegram_file_id,
         sent_at = now()`,
      [botId, objectKey, telegramFileId],
    );
  }

  /** The objects are gone: whoever wants to see them again shall not. */
  async forget(objectKeys: readonly string[]): Promise<void> {
    const names = objectKeys.flatMap((key) => [key, asDocument(key)]);
    await this.database.query('delete from sent_files where object_key = any($1)', [names]);
  }
}

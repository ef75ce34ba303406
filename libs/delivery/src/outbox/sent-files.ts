import { Injectable } from '@nestjs/common';
import { Database } from '@aisha/database';

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
       on conflict (bot_id, object_key) do update set telegram_file_id = excluded.telegram_file_id`,
      [botId, objectKey, telegramFileId],
    );
  }
}

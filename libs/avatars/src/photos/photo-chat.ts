import type { Database } from '@aisha/database';
import type { ChatRef } from '@aisha/delivery';

/** Where a photo came from. Avatars are made in private, where the chat's id is the person's. */
export async function chatOfPhoto(database: Database, fileId: string): Promise<ChatRef> {
  const [row] = await database.query<{ bot_id: string; telegram_id: string }>(
    `select f.bot_id, u.telegram_id from incoming_files f join users u on u.id = f.owner_id
     where f.id = $1`,
    [fileId],
  );
  return { botId: Number(row!.bot_id), chatId: Number(row!.telegram_id) };
}

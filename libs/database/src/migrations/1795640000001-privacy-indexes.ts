import type { MigrationInterface, QueryRunner } from 'typeorm';
import { buildIndexes, dropIndexes } from './concurrent-indexes';

const INDEXES = {
  images_avatar: `"images" ("avatar_id")`,
  picture_orders_avatar: `"picture_orders" ("avatar_id")`,
  incoming_files_owner: `"incoming_files" ("owner_id")`,
  answers_owner: `"answers" ("owner_id")`,
  prompts_owner: `"prompts" ("owner_id")`,
  outbound_messages_unshown: `"outbound_messages" ("bot_id", "chat_id")
    WHERE "telegram_message_id" IS NULL AND "status" IN ('sent', 'failed')`,
};

/** All rows of one person are found, and deleted, without reading those of others. Built while people use the tables. */
export class PrivacyIndexes1795640000001 implements MigrationInterface {
  name = 'PrivacyIndexes1795640000001';
  readonly transaction = false;

  up(runner: QueryRunner): Promise<void> {
    return buildIndexes(runner, INDEXES);
  }

  down(runner: QueryRunner): Promise<void> {
    return dropIndexes(runner, INDEXES);
  }
}

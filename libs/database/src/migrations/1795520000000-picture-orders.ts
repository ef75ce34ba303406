import type { MigrationInterface, QueryRunner } from 'typeorm';

const KINDS = `'new', 'variation', 'upscale', 'from-photo'`;

const UP = [
  `CREATE TABLE "picture_orders" (
    "id" uuid NOT NULL,
    "owner_id" uuid NOT NULL,
    "bot_id" bigint NOT NULL,
    "chat_id" bigint NOT NULL,
    "avatar_id" uuid NOT NULL,
    "kind" text NOT NULL DEFAULT 'new',
    "status" text NOT NULL DEFAULT 'open',
    "prompt" text NOT NULL,
    "aspect_ratio" text NOT NULL,
    "count" integer NOT NULL,
    "quality" text NOT NULL,
    "style_id" text,
    "enhance" boolean NOT NULL DEFAULT false,
    "negative_prompt" text,
    "seed" bigint,
    "source_file_id" uuid,
    "source_image_id" uuid,
    "prompt_id" uuid,
    "words" text NOT NULL DEFAULT 'own',
    "created_at" TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT clock_timestamp(),
    "drawn_at" TIMESTAMP WITH TIME ZONE,
    "settled_at" TIMESTAMP WITH TIME ZONE,
    CONSTRAINT "picture_orders_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "picture_orders_kind" CHECK ("kind" in (${KINDS})),
    CONSTRAINT "picture_orders_status" CHECK ("status" in ('open', 'drawing', 'done')),
    CONSTRAINT "picture_orders_words" CHECK ("words" in ('own', 'pending', 'written', 'failed')),
    CONSTRAINT "picture_orders_owner_fkey" FOREIGN KEY ("owner_id") REFERENCES "users"("id") ON DELETE RESTRICT,
    CONSTRAINT "picture_orders_avatar_fkey" FOREIGN KEY ("avatar_id") REFERENCES "avatars"("id") ON DELETE RESTRICT
  )`,
  `CREATE UNIQUE INDEX "picture_orders_prompt" ON "picture_orders" ("prompt_id")`,
  `CREATE INDEX "picture_orders_source" ON "picture_orders" ("source_file_id") WHERE "source_file_id" is not null`,
  `CREATE INDEX "picture_orders_style" ON "picture_orders" ("style_id") WHERE "style_id" is not null`,
  `CREATE UNIQUE INDEX "picture_orders_remake" ON "picture_orders" ("source_image_id", "kind")
     WHERE "status" = 'drawing' and "source_image_id" is not null`,
  `CREATE TABLE "picture_settings" (
    "owner_id" uuid NOT NULL,
    "aspect_ratio" text NOT NULL DEFAULT '1:1',
    "count" integer NOT NULL DEFAULT 1,
    "quality" text NOT NULL DEFAULT 'balanced',
    "enhance" boolean NOT NULL DEFAULT false,
    "last_seed" bigint,
    "updated_at" TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT now(),
    CONSTRAINT "picture_settings_pkey" PRIMARY KEY ("owner_id"),
    CONSTRAINT "picture_settings_owner_fkey" FOREIGN KEY ("owner_id") REFERENCES "users"("id") ON DELETE RESTRICT
  )`,
  `CREATE TABLE "style_favorites" (
    "owner_id" uuid NOT NULL,
    "style_id" text NOT NULL,
    "created_at" TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT clock_timestamp(),
    CONSTRAINT "style_favorites_pkey" PRIMARY KEY ("owner_id", "style_id"),
    CONSTRAINT "style_favorites_owner_fkey" FOREIGN KEY ("owner_id") REFERENCES "users"("id") ON DELETE RESTRICT
  )`,
  `CREATE TABLE "prompts" (
    "id" uuid NOT NULL DEFAULT gen_random_uuid(),
    "owner_id" uuid NOT NULL,
    "bot_id" bigint NOT NULL,
    "chat_id" bigint NOT NULL,
    "task" text NOT NULL,
    "words" text NOT NULL,
    "language" text NOT NULL,
    "file_id" uuid,
    "status" text NOT NULL DEFAULT 'pending',
    "text" text,
    "trace_id" text NOT NULL,
    "created_at" TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT clock_timestamp(),
    "settled_at" TIMESTAMP WITH TIME ZONE,
    CONSTRAINT "prompts_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "prompts_status" CHECK ("status" in ('pending', 'ready', 'failed')),
    CONSTRAINT "prompts_task" CHECK ("task" in ('translate', 'enhance', 'photo')),
    CONSTRAINT "prompts_owner_fkey" FOREIGN KEY ("owner_id") REFERENCES "users"("id") ON DELETE RESTRICT
  )`,
  `CREATE INDEX "prompts_open" ON "prompts" ("created_at") WHERE "status" = 'pending'`,
  `CREATE INDEX "prompts_photo" ON "prompts" ("file_id") WHERE "file_id" is not null`,
  // Rows of the version before, and of one that still runs beside this one, are pictures of their own by FLUX.1.
  `ALTER TABLE "images"
     ADD "order_id" uuid,
     ADD "position" integer NOT NULL DEFAULT 0,
     ADD "kind" text NOT NULL DEFAULT 'new',
     ADD "source_image_id" uuid,
     ADD "source_key" text,
     ADD "style_id" text,
     ADD "quality" text NOT NULL DEFAULT 'balanced',
     ADD "seed" bigint,
     ADD "model_id" text DEFAULT 'flux-lora',
     ADD "final_prompt" text,
     ADD "negative_prompt" text,
     ADD "thumb_key" text,
     ADD CONSTRAINT "images_kind" CHECK ("kind" in (${KINDS})),
     ADD CONSTRAINT "images_order_fkey" FOREIGN KEY ("order_id") REFERENCES "picture_orders"("id") ON DELETE RESTRICT`,
  `ALTER TABLE "incoming_files" DROP CONSTRAINT "incoming_files_purpose"`,
  `ALTER TABLE "incoming_files" ADD CONSTRAINT "incoming_files_purpose"
     CHECK ("purpose" in ('transcript', 'avatar-photo', 'picture-source', 'prompt-photo'))`,
];

const DOWN = [
  `DELETE FROM "incoming_files" WHERE "purpose" in ('picture-source', 'prompt-photo')`,
  `ALTER TABLE "incoming_files" DROP CONSTRAINT "incoming_files_purpose"`,
  `ALTER TABLE "incoming_files" ADD CONSTRAINT "incoming_files_purpose"
     CHECK ("purpose" in ('transcript', 'avatar-photo'))`,
  `ALTER TABLE "images" DROP COLUMN "order_id", DROP COLUMN "position", DROP COLUMN "kind",
     DROP COLUMN "source_image_id", DROP COLUMN "source_key", DROP COLUMN "style_id",
     DROP COLUMN "quality", DROP COLUMN "seed", DROP COLUMN "model_id", DROP COLUMN "final_prompt",
     DROP COLUMN "negative_prompt", DROP COLUMN "thumb_key"`,
  `DROP TABLE "prompts"`,
  `DROP TABLE "style_favorites"`,
  `DROP TABLE "picture_settings"`,
  `DROP TABLE "picture_orders"`,
];

/** Pictures by order, with styles, chosen settings and words that the assistant writes. */
export class PictureOrders1795520000000 implements MigrationInterface {
  name = 'PictureOrders1795520000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of DOWN) await runner.query(statement);
  }
}

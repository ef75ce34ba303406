import type { MigrationInterface, QueryRunner } from 'typeorm';

const TABLES = [
  `CREATE TABLE "users" (
    "id" uuid NOT NULL DEFAULT gen_random_uuid(),
    "telegram_id" bigint NOT NULL,
    "first_name" text NOT NULL,
    "username" text,
    "language" text NOT NULL,
    "created_at" TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT now(),
    CONSTRAINT "UQ_1a1e4649fd31ea6ec6b025c7bfc" UNIQUE ("telegram_id"),
    CONSTRAINT "PK_a3ffb1c0c8416b9fc6f907b7433" PRIMARY KEY ("id")
  )`,
  `CREATE TABLE "answers" (
    "id" uuid NOT NULL DEFAULT gen_random_uuid(),
    "owner_id" uuid NOT NULL,
    "bot_id" bigint NOT NULL,
    "chat_id" bigint NOT NULL,
    "question" text NOT NULL,
    "transcript_id" uuid,
    "status" text NOT NULL DEFAULT 'pending',
    "text" text,
    "trace_id" text NOT NULL,
    "created_at" TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT now(),
    "settled_at" TIMESTAMP WITH TIME ZONE,
    CONSTRAINT "UQ_fefb4e0ecacaffdec0ab8516322" UNIQUE ("transcript_id"),
    CONSTRAINT "answers_status" CHECK ("status" in ('pending', 'ready', 'failed')),
    CONSTRAINT "PK_9c32cec6c71e06da0254f2226c6" PRIMARY KEY ("id")
  )`,
  `CREATE INDEX "answers_open" ON "answers" ("created_at") WHERE "status" = 'pending'`,
  `CREATE INDEX "answers_memory" ON "answers" ("bot_id", "chat_id", "created_at")`,
  `CREATE TABLE "avatars" (
    "id" uuid NOT NULL DEFAULT gen_random_uuid(),
    "owner_id" uuid NOT NULL,
    "name" text NOT NULL,
    "gender" text NOT NULL,
    "status" text NOT NULL DEFAULT 'draft',
    "trigger_phrase" text NOT NULL,
    "weights_url" text,
    "weights_key" text,
    "config_key" text,
    "preview_key" text,
    "created_at" TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT now(),
    "updated_at" TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT now(),
    "ready_at" TIMESTAMP WITH TIME ZONE,
    CONSTRAINT "avatars_gender" CHECK ("gender" in ('female', 'male')),
    CONSTRAINT "avatars_status" CHECK ("status" in ('draft', 'training', 'ready', 'failed')),
    CONSTRAINT "PK_224de7bae2014a1557cd9930ed7" PRIMARY KEY ("id")
  )`,
  `CREATE UNIQUE INDEX "avatars_one_draft" ON "avatars" ("owner_id") WHERE "status" = 'draft'`,
  `CREATE INDEX "avatars_owner" ON "avatars" ("owner_id", "created_at")`,
  `CREATE TABLE "incoming_files" (
    "id" uuid NOT NULL DEFAULT gen_random_uuid(),
    "owner_id" uuid NOT NULL,
    "bot_id" bigint NOT NULL,
    "telegram_file_id" text NOT NULL,
    "purpose" text NOT NULL,
    "object_key" text NOT NULL,
    "file_name" text,
    "mime_type" text,
    "size" bigint,
    "status" text NOT NULL DEFAULT 'wanted',
    "failure" text,
    "trace_id" text NOT NULL,
    "created_at" TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT now(),
    "stored_at" TIMESTAMP WITH TIME ZONE,
    CONSTRAINT "UQ_ec7d54545e794ccbd47e1bdbc2e" UNIQUE ("object_key"),
    CONSTRAINT "incoming_files_status" CHECK ("status" in ('wanted', 'stored', 'failed', 'removed')),
    CONSTRAINT "incoming_files_purpose" CHECK ("purpose" in ('transcript', 'avatar-photo')),
    CONSTRAINT "PK_6c91f7fa7e91e1f85566b1b34c4" PRIMARY KEY ("id")
  )`,
  `CREATE INDEX "incoming_files_wanted" ON "incoming_files" ("created_at") WHERE "status" = 'wanted'`,
  `CREATE TABLE "avatar_photos" (
    "id" uuid NOT NULL DEFAULT gen_random_uuid(),
    "avatar_id" uuid NOT NULL,
    "file_id" uuid NOT NULL,
    "position" BIGSERIAL NOT NULL,
    "status" text NOT NULL DEFAULT 'pending',
    "refusal" text,
    "sha256" text,
    "width" integer,
    "height" integer,
    "object_key" text,
    "created_at" TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT now(),
    "checked_at" TIMESTAMP WITH TIME ZONE,
    CONSTRAINT "UQ_ecf45974d038709ff3bae32060a" UNIQUE ("file_id"),
    CONSTRAINT "avatar_photos_status" CHECK ("status" in ('pending', 'accepted', 'refused')),
    CONSTRAINT "PK_81ad42e711f577be75aae4fbcfb" PRIMARY KEY ("id")
  )`,
  `CREATE UNIQUE INDEX "avatar_photos_once" ON "avatar_photos" ("avatar_id", "sha256") WHERE "status" = 'accepted'`,
  `CREATE INDEX "avatar_photos_avatar" ON "avatar_photos" ("avatar_id", "position")`,
  `CREATE TABLE "chat_claims" (
    "purpose" text NOT NULL,
    "bot_id" bigint NOT NULL,
    "chat_id" bigint NOT NULL,
    "owner" text NOT NULL,
    "expires_at" TIMESTAMP WITH TIME ZONE NOT NULL,
    CONSTRAINT "chat_claims_purpose" CHECK ("purpose" in ('handle', 'send')),
    CONSTRAINT "PK_71f1d9fca06f9387bdd7e7dc811" PRIMARY KEY ("purpose", "bot_id", "chat_id")
  )`,
  `CREATE INDEX "chat_claims_deadline" ON "chat_claims" ("expires_at")`,
  `CREATE TABLE "chats" (
    "bot_id" bigint NOT NULL,
    "chat_id" bigint NOT NULL,
    "out_seq" bigint NOT NULL DEFAULT '0',
    "undeliverable_since" TIMESTAMP WITH TIME ZONE,
    CONSTRAINT "PK_72b7d25daecddc242675dbd80ab" PRIMARY KEY ("bot_id", "chat_id")
  )`,
  `CREATE TABLE "ledger_accounts" (
    "id" uuid NOT NULL DEFAULT gen_random_uuid(),
    "kind" text NOT NULL,
    "user_id" uuid,
    "balance" bigint NOT NULL DEFAULT '0',
    CONSTRAINT "ledger_accounts_of" UNIQUE ("kind", "user_id"),
    CONSTRAINT "ledger_accounts_covered" CHECK ("kind" not in ('available', 'held') or "balance" >= 0),
    CONSTRAINT "ledger_accounts_owner" CHECK (("kind" in ('available', 'held')) = ("user_id" is not null)),
    CONSTRAINT "ledger_accounts_kind" CHECK ("kind" in ('available', 'held', 'revenue', 'grants')),
    CONSTRAINT "PK_62b34396dda564757cf123fff0e" PRIMARY KEY ("id")
  )`,
  `CREATE TABLE "ledger_transactions" (
    "id" uuid NOT NULL DEFAULT gen_random_uuid(),
    "key" text NOT NULL,
    "kind" text NOT NULL,
    "user_id" uuid NOT NULL,
    "created_at" TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT now(),
    CONSTRAINT "UQ_c1da95eeb308ca53670ac9ee6ae" UNIQUE ("key"),
    CONSTRAINT "ledger_transactions_kind" CHECK ("kind" in ('grant', 'reserve', 'capture', 'release')),
    CONSTRAINT "PK_633d103c9e415d615aacf9b1929" PRIMARY KEY ("id")
  )`,
  `CREATE TABLE "ledger_postings" (
    "id" uuid NOT NULL DEFAULT gen_random_uuid(),
    "transaction_id" uuid NOT NULL,
    "account_id" uuid NOT NULL,
    "amount" bigint NOT NULL,
    CONSTRAINT "ledger_postings_amount" CHECK ("amount" <> 0),
    CONSTRAINT "PK_4cdc4ebcb3797412b9d9177df70" PRIMARY KEY ("id")
  )`,
  `CREATE INDEX "ledger_postings_transaction" ON "ledger_postings" ("transaction_id")`,
  `CREATE TABLE "holds" (
    "id" uuid NOT NULL DEFAULT gen_random_uuid(),
    "user_id" uuid NOT NULL,
    "key" text NOT NULL,
    "amount" bigint NOT NULL,
    "status" text NOT NULL DEFAULT 'held',
    "created_at" TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT now(),
    "settled_at" TIMESTAMP WITH TIME ZONE,
    CONSTRAINT "UQ_07b03198abb0d7655ddbdf14f0c" UNIQUE ("key"),
    CONSTRAINT "holds_status" CHECK ("status" in ('held', 'captured', 'released')),
    CONSTRAINT "PK_a8a21700a256e0267fb43f4f7ae" PRIMARY KEY ("id")
  )`,
  `CREATE TABLE "images" (
    "bot_id" bigint NOT NULL,
    "chat_id" bigint NOT NULL,
    "status" text NOT NULL DEFAULT 'requested',
    "attempt" integer NOT NULL DEFAULT '0',
    "endpoint" text,
    "request_id" text,
    "hold_id" uuid NOT NULL,
    "failure" text,
    "trace_id" text NOT NULL,
    "created_at" TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT now(),
    "submitted_at" TIMESTAMP WITH TIME ZONE,
    "next_check_at" TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT now(),
    "settled_at" TIMESTAMP WITH TIME ZONE,
    "id" uuid NOT NULL DEFAULT gen_random_uuid(),
    "owner_id" uuid NOT NULL,
    "avatar_id" uuid NOT NULL,
    "prompt" text NOT NULL,
    "aspect_ratio" text NOT NULL,
    "object_key" text,
    "deleted_at" TIMESTAMP WITH TIME ZONE,
    CONSTRAINT "UQ_3829ef886b6fb957045bd062802" UNIQUE ("request_id"),
    CONSTRAINT "images_status" CHECK ("status" in ('requested', 'submitting', 'submitted', 'succeeded', 'failed')),
    CONSTRAINT "PK_1fe148074c6a1a91b63cb9ee3c9" PRIMARY KEY ("id")
  )`,
  `CREATE INDEX "images_open" ON "images" ("next_check_at") WHERE "settled_at" is null`,
  `CREATE INDEX "images_gallery" ON "images" ("owner_id", "created_at") WHERE "status" = 'succeeded' and "deleted_at" is null`,
  `CREATE TABLE "inbox_updates" (
    "bot_id" bigint NOT NULL,
    "update_id" bigint NOT NULL,
    "chat_id" bigint NOT NULL,
    "seq" BIGSERIAL NOT NULL,
    "payload" text NOT NULL,
    "status" text NOT NULL DEFAULT 'pending',
    "attempts" integer NOT NULL DEFAULT '0',
    "last_error" text,
    "trace_id" text NOT NULL,
    "received_at" TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT now(),
    "done_at" TIMESTAMP WITH TIME ZONE,
    CONSTRAINT "inbox_updates_status" CHECK ("status" in ('pending', 'done', 'quarantined')),
    CONSTRAINT "PK_a81ad7726a3970f14a87fe5afc2" PRIMARY KEY ("bot_id", "update_id")
  )`,
  `CREATE INDEX "inbox_updates_age" ON "inbox_updates" ("received_at")`,
  `CREATE INDEX "inbox_updates_waiting" ON "inbox_updates" ("bot_id", "chat_id", "seq") WHERE "status" = 'pending'`,
  `CREATE TABLE "object_removals" (
    "object_key" text NOT NULL,
    "not_before" TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT now(),
    "created_at" TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT now(),
    CONSTRAINT "PK_f559f358d7bc50ba2a90f2727e9" PRIMARY KEY ("object_key")
  )`,
  `CREATE INDEX "object_removals_due" ON "object_removals" ("not_before")`,
  `CREATE TABLE "outbound_messages" (
    "id" uuid NOT NULL DEFAULT gen_random_uuid(),
    "bot_id" bigint NOT NULL,
    "chat_id" bigint NOT NULL,
    "seq" bigint NOT NULL,
    "key" text NOT NULL,
    "notice" jsonb NOT NULL,
    "slot" text,
    "edit_message_id" bigint,
    "status" text NOT NULL DEFAULT 'pending',
    "attempts" integer NOT NULL DEFAULT '0',
    "not_before" TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT now(),
    "telegram_message_id" bigint,
    "last_error" text,
    "trace_id" text NOT NULL,
    "created_at" TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT now(),
    "sent_at" TIMESTAMP WITH TIME ZONE,
    CONSTRAINT "UQ_d7c18c8f8ccd4809d58f44b45a6" UNIQUE ("key"),
    CONSTRAINT "outbound_messages_order" UNIQUE ("bot_id", "chat_id", "seq"),
    CONSTRAINT "outbound_messages_status" CHECK ("status" in ('pending', 'sending', 'sent', 'failed', 'undeliverable')),
    CONSTRAINT "PK_0a03db3e2f04f9f33e6daa597ff" PRIMARY KEY ("id")
  )`,
  `CREATE INDEX "outbound_messages_shown" ON "outbound_messages" ("bot_id", "chat_id", "telegram_message_id") WHERE "telegram_message_id" is not null`,
  `CREATE INDEX "outbound_messages_slot" ON "outbound_messages" ("bot_id", "chat_id", "slot") WHERE "slot" is not null`,
  `CREATE INDEX "outbound_messages_waiting" ON "outbound_messages" ("bot_id", "chat_id", "seq") WHERE "status" in ('pending', 'sending')`,
  `CREATE TABLE "sent_files" (
    "bot_id" bigint NOT NULL,
    "object_key" text NOT NULL,
    "telegram_file_id" text NOT NULL,
    CONSTRAINT "PK_f48d649afc3e5db8c8717464207" PRIMARY KEY ("bot_id", "object_key")
  )`,
  `CREATE TABLE "poller_epochs" (
    "bot_id" bigint NOT NULL,
    "epoch" bigint NOT NULL DEFAULT '0',
    CONSTRAINT "PK_9c3814c43687707db9ebd916f86" PRIMARY KEY ("bot_id")
  )`,
  `CREATE TABLE "poller_leases" (
    "bot_id" bigint NOT NULL,
    "holder" text NOT NULL,
    "backend_pid" integer NOT NULL,
    "epoch" bigint NOT NULL,
    "acquired_at" TIMESTAMP WITH TIME ZONE NOT NULL,
    "renewals" bigint NOT NULL DEFAULT '0',
    CONSTRAINT "PK_b141a82ad1c08d8fe3707190aa7" PRIMARY KEY ("bot_id")
  )`,
  `CREATE TABLE "provider_callbacks" (
    "id" uuid NOT NULL DEFAULT gen_random_uuid(),
    "request_id" text NOT NULL,
    "subject" text NOT NULL,
    "subject_id" uuid NOT NULL,
    "attempt" integer NOT NULL,
    "received_at" TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT now(),
    CONSTRAINT "UQ_a57fd4d26d82a2c101d0594d27c" UNIQUE ("request_id"),
    CONSTRAINT "PK_cc96c64801cfd52ea8a4dafdc53" PRIMARY KEY ("id")
  )`,
  `CREATE TABLE "sessions" (
    "bot_id" bigint NOT NULL,
    "chat_id" bigint NOT NULL,
    "state" jsonb NOT NULL,
    "updated_at" TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT now(),
    CONSTRAINT "PK_eb227ae41569e2a64aec99217a2" PRIMARY KEY ("bot_id", "chat_id")
  )`,
  `CREATE TABLE "trainings" (
    "bot_id" bigint NOT NULL,
    "chat_id" bigint NOT NULL,
    "status" text NOT NULL DEFAULT 'requested',
    "attempt" integer NOT NULL DEFAULT '0',
    "endpoint" text,
    "request_id" text,
    "hold_id" uuid NOT NULL,
    "failure" text,
    "trace_id" text NOT NULL,
    "created_at" TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT now(),
    "submitted_at" TIMESTAMP WITH TIME ZONE,
    "next_check_at" TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT now(),
    "settled_at" TIMESTAMP WITH TIME ZONE,
    "id" uuid NOT NULL DEFAULT gen_random_uuid(),
    "avatar_id" uuid NOT NULL,
    CONSTRAINT "UQ_7c314d40641b793893c0af45c2d" UNIQUE ("request_id"),
    CONSTRAINT "trainings_status" CHECK ("status" in ('requested', 'submitting', 'submitted', 'succeeded', 'failed')),
    CONSTRAINT "PK_b67237502b175163e47dc85018d" PRIMARY KEY ("id")
  )`,
  `CREATE INDEX "trainings_open" ON "trainings" ("next_check_at") WHERE "settled_at" is null`,
  `CREATE INDEX "trainings_avatar" ON "trainings" ("avatar_id")`,
  `CREATE TABLE "transcripts" (
    "id" uuid NOT NULL DEFAULT gen_random_uuid(),
    "owner_id" uuid NOT NULL,
    "bot_id" bigint NOT NULL,
    "chat_id" bigint NOT NULL,
    "file_id" uuid NOT NULL,
    "source" text NOT NULL,
    "status" text NOT NULL DEFAULT 'fetching',
    "duration_seconds" double precision,
    "price" integer,
    "hold_id" uuid,
    "text" text,
    "language" text,
    "failure" text,
    "trace_id" text NOT NULL,
    "created_at" TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT now(),
    "updated_at" TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT now(),
    "settled_at" TIMESTAMP WITH TIME ZONE,
    CONSTRAINT "UQ_4c011fd271d047001a3f8b57c55" UNIQUE ("file_id"),
    CONSTRAINT "transcripts_status" CHECK ("status" in ('fetching', 'probing', 'quoted', 'queued', 'ready', 'failed', 'declined')),
    CONSTRAINT "PK_40c75f89c1fc953cd33e702247d" PRIMARY KEY ("id")
  )`,
  `CREATE INDEX "transcripts_open" ON "transcripts" ("updated_at") WHERE "status" in ('fetching', 'probing', 'queued')`,
  `CREATE INDEX "transcripts_owner" ON "transcripts" ("owner_id", "created_at")`,
  `ALTER TABLE "answers" ADD CONSTRAINT "FK_79d653966a95823e04dff978a26" FOREIGN KEY ("owner_id") REFERENCES "users"("id") ON DELETE RESTRICT ON UPDATE NO ACTION`,
  `ALTER TABLE "avatars" ADD CONSTRAINT "FK_414c4a83302d06dc271140cfaf5" FOREIGN KEY ("owner_id") REFERENCES "users"("id") ON DELETE RESTRICT ON UPDATE NO ACTION`,
  `ALTER TABLE "incoming_files" ADD CONSTRAINT "FK_8a28903c7bfa223f53f1fe53d30" FOREIGN KEY ("owner_id") REFERENCES "users"("id") ON DELETE RESTRICT ON UPDATE NO ACTION`,
  `ALTER TABLE "avatar_photos" ADD CONSTRAINT "FK_8d6c840424375540c36593997c8" FOREIGN KEY ("avatar_id") REFERENCES "avatars"("id") ON DELETE RESTRICT ON UPDATE NO ACTION`,
  `ALTER TABLE "avatar_photos" ADD CONSTRAINT "FK_ecf45974d038709ff3bae32060a" FOREIGN KEY ("file_id") REFERENCES "incoming_files"("id") ON DELETE RESTRICT ON UPDATE NO ACTION`,
  `ALTER TABLE "ledger_accounts" ADD CONSTRAINT "FK_230a057e671889cae77f48b6dd7" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE RESTRICT ON UPDATE NO ACTION`,
  `ALTER TABLE "ledger_transactions" ADD CONSTRAINT "FK_12c95ea0dda84091f6aa002c91a" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE RESTRICT ON UPDATE NO ACTION`,
  `ALTER TABLE "ledger_postings" ADD CONSTRAINT "FK_3df006c1be40e14e0b7777ab981" FOREIGN KEY ("transaction_id") REFERENCES "ledger_transactions"("id") ON DELETE RESTRICT ON UPDATE NO ACTION`,
  `ALTER TABLE "ledger_postings" ADD CONSTRAINT "FK_5a274e1b9daa4a14d3082aa8a4f" FOREIGN KEY ("account_id") REFERENCES "ledger_accounts"("id") ON DELETE RESTRICT ON UPDATE NO ACTION`,
  `ALTER TABLE "holds" ADD CONSTRAINT "FK_396a8589674ac6f0d4f78638162" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE RESTRICT ON UPDATE NO ACTION`,
  `ALTER TABLE "images" ADD CONSTRAINT "FK_89b9838539e754a5a5be3b5d265" FOREIGN KEY ("owner_id") REFERENCES "users"("id") ON DELETE RESTRICT ON UPDATE NO ACTION`,
  `ALTER TABLE "images" ADD CONSTRAINT "FK_60e1024fd42cfd0ef3b1cac3820" FOREIGN KEY ("avatar_id") REFERENCES "avatars"("id") ON DELETE RESTRICT ON UPDATE NO ACTION`,
  `ALTER TABLE "images" ADD CONSTRAINT "FK_bf871ea01614f0f51b268189361" FOREIGN KEY ("hold_id") REFERENCES "holds"("id") ON DELETE RESTRICT ON UPDATE NO ACTION`,
  `ALTER TABLE "trainings" ADD CONSTRAINT "FK_a2fb85cb2ecfb9900d7ef686646" FOREIGN KEY ("avatar_id") REFERENCES "avatars"("id") ON DELETE RESTRICT ON UPDATE NO ACTION`,
  `ALTER TABLE "trainings" ADD CONSTRAINT "FK_d7fbb216f7dea606104dd8cdbc4" FOREIGN KEY ("hold_id") REFERENCES "holds"("id") ON DELETE RESTRICT ON UPDATE NO ACTION`,
  `ALTER TABLE "transcripts" ADD CONSTRAINT "FK_6ce40f8279b059a7358f2306f23" FOREIGN KEY ("owner_id") REFERENCES "users"("id") ON DELETE RESTRICT ON UPDATE NO ACTION`,
  `ALTER TABLE "transcripts" ADD CONSTRAINT "FK_4c011fd271d047001a3f8b57c55" FOREIGN KEY ("file_id") REFERENCES "incoming_files"("id") ON DELETE RESTRICT ON UPDATE NO ACTION`,
  `ALTER TABLE "transcripts" ADD CONSTRAINT "FK_0fe5a6044d47f36aa88b6c2d5af" FOREIGN KEY ("hold_id") REFERENCES "holds"("id") ON DELETE RESTRICT ON UPDATE NO ACTION`,
];

/** What the entities cannot say: the rules of the ledger, held by the database itself. */
const LEDGER_RULES = [
  // One account of a kind for each person, and one in all for the kinds that are ours.
  `ALTER TABLE "ledger_accounts" DROP CONSTRAINT "ledger_accounts_of"`,
  `ALTER TABLE "ledger_accounts" ADD CONSTRAINT "ledger_accounts_of" UNIQUE NULLS NOT DISTINCT ("kind", "user_id")`,
  `CREATE FUNCTION ledger_post() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    UPDATE ledger_accounts SET balance = balance + NEW.amount WHERE id = NEW.account_id;
    RETURN NULL;
  END $$`,
  `CREATE TRIGGER ledger_postings_balance AFTER INSERT ON ledger_postings
    FOR EACH ROW EXECUTE FUNCTION ledger_post()`,
  `CREATE FUNCTION ledger_check_sum() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF (SELECT sum(amount) FROM ledger_postings WHERE transaction_id = NEW.transaction_id) <> 0 THEN
      RAISE EXCEPTION 'postings of transaction % do not sum to zero', NEW.transaction_id
        USING ERRCODE = 'check_violation', CONSTRAINT = 'ledger_postings_sum';
    END IF;
    RETURN NULL;
  END $$`,
  `CREATE CONSTRAINT TRIGGER ledger_postings_sum AFTER INSERT ON ledger_postings
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION ledger_check_sum()`,
  `CREATE FUNCTION ledger_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    RAISE EXCEPTION 'the ledger is append-only' USING ERRCODE = 'restrict_violation';
  END $$`,
  `CREATE TRIGGER ledger_postings_append_only BEFORE UPDATE OR DELETE ON ledger_postings
    FOR EACH ROW EXECUTE FUNCTION ledger_refuse()`,
  `CREATE TRIGGER ledger_transactions_append_only BEFORE UPDATE OR DELETE ON ledger_transactions
    FOR EACH ROW EXECUTE FUNCTION ledger_refuse()`,
];

export class CreateSchema1795300000000 implements MigrationInterface {
  name = 'CreateSchema1795300000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [...TABLES, ...LEDGER_RULES]) await runner.query(statement);
  }

  async down(): Promise<void> {
    throw new Error('the first migration is not taken back: drop the database instead');
  }
}

import type { MigrationInterface, QueryRunner } from 'typeorm';

const INVOICES = [
  `CREATE TABLE "invoices" (
    "id" uuid NOT NULL DEFAULT gen_random_uuid(),
    "user_id" uuid NOT NULL,
    "provider" text NOT NULL,
    "package_id" text NOT NULL,
    "stars" bigint NOT NULL,
    "credits" bigint NOT NULL,
    "bonus" bigint NOT NULL DEFAULT 0,
    "discount_percent" integer NOT NULL DEFAULT 0,
    "promo_use_id" uuid,
    "back" text,
    "bot_id" bigint NOT NULL,
    "chat_id" bigint,
    "status" text NOT NULL DEFAULT 'open',
    "created_at" TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT clock_timestamp(),
    "paid_at" TIMESTAMP WITH TIME ZONE,
    CONSTRAINT "invoices_provider" CHECK ("provider" in ('stars')),
    CONSTRAINT "invoices_status" CHECK ("status" in ('open', 'paid', 'expired')),
    CONSTRAINT "invoices_amounts" CHECK ("stars" > 0 and "credits" > 0 and "bonus" >= 0),
    CONSTRAINT "invoices_discount" CHECK ("discount_percent" between 0 and 99),
    CONSTRAINT "invoices_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "invoices_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE RESTRICT
  )`,
  `CREATE INDEX "invoices_owner" ON "invoices" ("user_id", "created_at")`,
  `CREATE INDEX "invoices_open" ON "invoices" ("created_at") WHERE "status" = 'open'`,
];

const PAYMENTS = [
  `CREATE TABLE "payments" (
    "id" uuid NOT NULL DEFAULT gen_random_uuid(),
    "user_id" uuid NOT NULL,
    "invoice_id" uuid,
    "provider" text NOT NULL,
    "charge_id" text NOT NULL,
    "provider_charge_id" text,
    "amount" bigint NOT NULL,
    "currency" text NOT NULL,
    "credits" bigint NOT NULL,
    "payer_telegram_id" bigint,
    "bot_id" bigint NOT NULL,
    "status" text NOT NULL DEFAULT 'paid',
    "paid_at" TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT clock_timestamp(),
    "refund_requested_at" TIMESTAMP WITH TIME ZONE,
    "refunded_at" TIMESTAMP WITH TIME ZONE,
    "refunds" integer NOT NULL DEFAULT 0,
    "refund_attempts" integer NOT NULL DEFAULT 0,
    "refund_error" text,
    "listed_at" TIMESTAMP WITH TIME ZONE,
    "missed_at" TIMESTAMP WITH TIME ZONE,
    "created_at" TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT clock_timestamp(),
    CONSTRAINT "payments_charge" UNIQUE ("provider", "charge_id"),
    CONSTRAINT "payments_provider" CHECK ("provider" in ('stars')),
    CONSTRAINT "payments_status" CHECK ("status" in ('paid', 'refunding', 'refunded')),
    CONSTRAINT "payments_amounts" CHECK ("amount" >= 0 and "credits" >= 0),
    CONSTRAINT "payments_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "payments_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE RESTRICT,
    CONSTRAINT "payments_invoice_id_fkey" FOREIGN KEY ("invoice_id") REFERENCES "invoices"("id") ON DELETE RESTRICT
  )`,
  `CREATE INDEX "payments_owner" ON "payments" ("user_id", "paid_at")`,
  `CREATE INDEX "payments_refunding" ON "payments" ("refund_requested_at") WHERE "status" = 'refunding'`,
  `CREATE INDEX "payments_unlisted" ON "payments" ("provider", "bot_id", "paid_at") WHERE "listed_at" is null`,
  `CREATE TABLE "payment_statements" (
    "provider" text NOT NULL,
    "bot_id" bigint NOT NULL,
    "position" bigint NOT NULL DEFAULT 0,
    "due_at" TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT now(),
    "read_at" TIMESTAMP WITH TIME ZONE,
    "created_at" TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT clock_timestamp(),
    CONSTRAINT "payment_statements_provider" CHECK ("provider" in ('stars')),
    CONSTRAINT "payment_statements_pkey" PRIMARY KEY ("provider", "bot_id")
  )`,
];

/** Offers of credits, payments, and how far the provider's own list was read. */
export class Payments1795620000000 implements MigrationInterface {
  name = 'Payments1795620000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [...INVOICES, ...PAYMENTS]) await runner.query(statement);
  }

  async down(): Promise<void> {
    throw new Error('payments are books, which are kept: restore a backup instead');
  }
}

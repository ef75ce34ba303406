import type { MigrationInterface, QueryRunner } from 'typeorm';

const replaceCheck = (table: string, name: string, check: string) => [
  `ALTER TABLE "${table}" DROP CONSTRAINT "${name}"`,
  `ALTER TABLE "${table}" ADD CONSTRAINT "${name}" CHECK (${check})`,
];

const LEDGER = [
  ...replaceCheck(
    'ledger_accounts',
    'ledger_accounts_kind',
    `"kind" in ('available', 'held', 'debt', 'revenue', 'grants', 'sales', 'rewards', 'forfeited')`,
  ),
  ...replaceCheck(
    'ledger_accounts',
    'ledger_accounts_owner',
    `("kind" in ('available', 'held', 'debt')) = ("user_id" is not null)`,
  ),
  `ALTER TABLE "ledger_accounts" ADD CONSTRAINT "ledger_accounts_owed" CHECK ("kind" <> 'debt' or "balance" <= 0)`,
  ...replaceCheck(
    'ledger_transactions',
    'ledger_transactions_kind',
    `"kind" in ('grant', 'purchase', 'promo', 'referral', 'refund', 'forfeit', 'reserve', 'capture', 'release')`,
  ),
  `ALTER TABLE "ledger_transactions" ADD "subject" text`,
  `ALTER TABLE "holds" ADD "subject" text`,
  `UPDATE "holds" SET "subject" = CASE split_part("key", '-', 1)
     WHEN 'training' THEN 'training' WHEN 'transcript' THEN 'transcript' WHEN 'order' THEN 'picture' END`,
  `ALTER TABLE "holds" ADD CONSTRAINT "holds_amount" CHECK ("amount" > 0)`,
];

const PEOPLE = [
  `ALTER TABLE "users" ALTER COLUMN "telegram_id" DROP NOT NULL`,
  `ALTER TABLE "users" ADD "chosen_language" text`,
  `ALTER TABLE "users" ADD "time_zone" text NOT NULL DEFAULT 'UTC'`,
  `ALTER TABLE "users" ADD "news" boolean NOT NULL DEFAULT true`,
  `ALTER TABLE "users" ADD "sound" boolean NOT NULL DEFAULT true`,
  `ALTER TABLE "users" ADD "consented_at" TIMESTAMP WITH TIME ZONE`,
  `ALTER TABLE "users" ADD "banned_at" TIMESTAMP WITH TIME ZONE`,
  `ALTER TABLE "users" ADD "leaving_at" TIMESTAMP WITH TIME ZONE`,
  `ALTER TABLE "users" ADD CONSTRAINT "users_identified" CHECK ("telegram_id" is not null or "leaving_at" is not null)`,
];

/** More ways for credits to come and go, a debt account, and what a person may choose. */
export class MoneyAndPeople1795600000000 implements MigrationInterface {
  name = 'MoneyAndPeople1795600000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [...LEDGER, ...PEOPLE]) await runner.query(statement);
  }

  async down(): Promise<void> {
    throw new Error(
      'the ledger may hold what older versions cannot read: restore a backup instead',
    );
  }
}

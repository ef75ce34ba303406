import type { MigrationInterface, QueryRunner } from 'typeorm';

const PROMO = [
  `CREATE TABLE "promo_codes" (
     "id" uuid PRIMARY KEY DEFAULT gen_random_uuid(),
     "code" text NOT NULL UNIQUE,
     "kind" text NOT NULL,
     "amount" bigint,
     "percent" integer,
     "max_uses" integer,
     "uses" integer NOT NULL DEFAULT 0,
     "per_person" integer NOT NULL DEFAULT 1,
     "valid_from" TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT clock_timestamp(),
     "valid_until" TIMESTAMP WITH TIME ZONE,
     "active" boolean NOT NULL DEFAULT true,
     "created_by" bigint NOT NULL,
     "created_at" TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT clock_timestamp(),
     CONSTRAINT "promo_codes_kind" CHECK ("kind" in ('balance', 'bonus', 'discount')),
     CONSTRAINT "promo_codes_upper" CHECK ("code" = upper("code")),
     CONSTRAINT "promo_codes_worth" CHECK (CASE "kind"
       WHEN 'balance' THEN coalesce("amount", 0) > 0 and "percent" is null
       WHEN 'bonus' THEN coalesce("percent", 0) between 1 and 1000 and "amount" is null
       ELSE coalesce("percent", 0) between 1 and 99 and "amount" is null END),
     CONSTRAINT "promo_codes_uses" CHECK ("uses" >= 0 and ("max_uses" is null or "uses" <= "max_uses")),
     CONSTRAINT "promo_codes_per_person" CHECK ("per_person" > 0)
   )`,
  `CREATE TABLE "promo_uses" (
     "id" uuid PRIMARY KEY DEFAULT gen_random_uuid(),
     "promo_code_id" uuid NOT NULL REFERENCES "promo_codes" ("id") ON DELETE RESTRICT,
     "user_id" uuid NOT NULL REFERENCES "users" ("id") ON DELETE RESTRICT,
     "status" text NOT NULL,
     "used_at" TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT clock_timestamp(),
     "applied_at" TIMESTAMP WITH TIME ZONE,
     "payment_id" uuid,
     CONSTRAINT "promo_uses_status" CHECK ("status" in ('applied', 'waiting', 'expired', 'replaced', 'earlier'))
   )`,
  `CREATE UNIQUE INDEX "promo_uses_one_waiting" ON "promo_uses" ("user_id") WHERE "status" = 'waiting'`,
  `CREATE INDEX "promo_uses_of_person" ON "promo_uses" ("user_id", "promo_code_id")`,
  `CREATE INDEX "promo_uses_of_code" ON "promo_uses" ("promo_code_id")`,
  `CREATE INDEX "promo_uses_overdue" ON "promo_uses" ("used_at") WHERE "status" = 'waiting'`,
  `CREATE TABLE "promo_tries" (
     "id" uuid PRIMARY KEY DEFAULT gen_random_uuid(),
     "user_id" uuid NOT NULL REFERENCES "users" ("id") ON DELETE RESTRICT,
     "tried_at" TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT clock_timestamp()
   )`,
  `CREATE INDEX "promo_tries_of_person" ON "promo_tries" ("user_id", "tried_at")`,
  `CREATE INDEX "promo_tries_old" ON "promo_tries" ("tried_at")`,
];

/** The codes stand apart from "users": a unique index on a table in use would have to be built concurrently. */
const PEOPLE = [
  `CREATE TABLE "referral_codes" (
     "code" text PRIMARY KEY,
     "user_id" uuid NOT NULL UNIQUE REFERENCES "users" ("id") ON DELETE RESTRICT,
     "created_at" TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT clock_timestamp()
   )`,
  `CREATE TABLE "referrals" (
     "invitee_id" uuid PRIMARY KEY REFERENCES "users" ("id") ON DELETE RESTRICT,
     "inviter_id" uuid NOT NULL REFERENCES "users" ("id") ON DELETE RESTRICT,
     "created_at" TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT clock_timestamp(),
     "paid_at" TIMESTAMP WITH TIME ZONE,
     "rewarded_at" TIMESTAMP WITH TIME ZONE,
     "reward" integer,
     CONSTRAINT "referrals_of_another" CHECK ("invitee_id" <> "inviter_id")
   )`,
  `CREATE INDEX "referrals_of_inviter" ON "referrals" ("inviter_id", "rewarded_at")`,
  `CREATE TABLE "departures" (
     "mark" text PRIMARY KEY,
     "was_banned" boolean NOT NULL,
     "promo_code_ids" uuid[] NOT NULL DEFAULT '{}',
     "left_at" TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT clock_timestamp()
   )`,
  `CREATE INDEX "departures_old" ON "departures" ("left_at")`,
  `ALTER TABLE "picture_settings" ADD "default_ratio" text, ADD "quick" boolean NOT NULL DEFAULT false`,
];

/** Promo codes, invitations, marks of those who left, and how somebody likes their pictures. */
export class PromoAndPeople1795630000000 implements MigrationInterface {
  name = 'PromoAndPeople1795630000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [...PROMO, ...PEOPLE]) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      `ALTER TABLE "picture_settings" DROP COLUMN "default_ratio", DROP COLUMN "quick"`,
    );
    await runner.query(
      `DROP TABLE "departures", "referrals", "referral_codes", "promo_tries", "promo_uses", "promo_codes"`,
    );
  }
}

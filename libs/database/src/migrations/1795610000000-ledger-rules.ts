import type { MigrationInterface, QueryRunner } from 'typeorm';

const refusing = (table: string, what: 'UPDATE OR DELETE' | 'DELETE' | 'TRUNCATE', name: string) =>
  `CREATE TRIGGER "${name}" BEFORE ${what} ON "${table}"
     FOR EACH ${what === 'TRUNCATE' ? 'STATEMENT' : 'ROW'} EXECUTE FUNCTION ledger_refuse()`;

/** Every capture posts to the same account of ours: a balance kept there would make all of them queue up for one row. */
const OURS = [
  `CREATE OR REPLACE FUNCTION ledger_post() RETURNS trigger LANGUAGE plpgsql AS $$
   BEGIN
     UPDATE ledger_accounts SET balance = balance + NEW.amount
       WHERE id = NEW.account_id AND user_id IS NOT NULL;
     RETURN NULL;
   END $$`,
  `INSERT INTO "ledger_accounts" ("kind")
     SELECT unnest(ARRAY['revenue', 'grants', 'sales', 'rewards', 'forfeited'])
     ON CONFLICT ("kind", "user_id") DO NOTHING`,
  `UPDATE "ledger_accounts" SET "balance" = 0 WHERE "user_id" IS NULL`,
  // Room in each page for the next versions of its rows, which then need no new entries in the indexes.
  `ALTER TABLE "ledger_accounts" SET (fillfactor = 60)`,
];

/** A sum of zero over amounts that are not zero is at least two postings; none at all has no sum. */
const POSTED = [
  `CREATE FUNCTION ledger_check_posted() RETURNS trigger LANGUAGE plpgsql AS $$
   BEGIN
     IF NOT EXISTS (SELECT FROM ledger_postings WHERE transaction_id = NEW.id) THEN
       RAISE EXCEPTION 'transaction % has no postings', NEW.id
         USING ERRCODE = 'check_violation', CONSTRAINT = 'ledger_transactions_posted';
     END IF;
     RETURN NULL;
   END $$`,
  `CREATE CONSTRAINT TRIGGER "ledger_transactions_posted" AFTER INSERT ON "ledger_transactions"
     DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION ledger_check_posted()`,
  refusing('ledger_transactions', 'TRUNCATE', 'ledger_transactions_not_emptied'),
  refusing('ledger_postings', 'TRUNCATE', 'ledger_postings_not_emptied'),
];

const HOLDS = [
  `ALTER TABLE "holds" ADD "captured" bigint`,
  `ALTER TABLE "holds" ADD CONSTRAINT "holds_captured" CHECK ("captured" between 0 and "amount" and ("captured" = 0 or "status" = 'captured'))`,
  `CREATE FUNCTION holds_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
   BEGIN
     RAISE EXCEPTION 'hold % is settled once and for what it was made', OLD.id
       USING ERRCODE = 'restrict_violation', CONSTRAINT = 'holds_settle_once';
   END $$`,
  `CREATE TRIGGER "holds_settle_once" BEFORE UPDATE ON "holds" FOR EACH ROW
     WHEN (OLD."status" <> 'held' OR OLD."id" <> NEW."id" OR OLD."user_id" <> NEW."user_id"
       OR OLD."key" <> NEW."key" OR OLD."amount" <> NEW."amount")
     EXECUTE FUNCTION holds_refuse()`,
  refusing('holds', 'DELETE', 'holds_not_deleted'),
  refusing('holds', 'TRUNCATE', 'holds_not_emptied'),
];

/** What the database itself holds of the ledger, beyond what it held before. */
export class LedgerRules1795610000000 implements MigrationInterface {
  name = 'LedgerRules1795610000000';

  async up(runner: QueryRunner): Promise<void> {
    // All at once and before anything else: whoever posts now comes wholly before or wholly after.
    await runner.query(
      'LOCK TABLE "holds", "ledger_accounts", "ledger_transactions", "ledger_postings"',
    );
    for (const statement of [...OURS, ...POSTED, ...HOLDS]) await runner.query(statement);
  }

  async down(): Promise<void> {
    throw new Error('balances of our own accounts are no longer kept: restore a backup instead');
  }
}

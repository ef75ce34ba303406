import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Else Postgres plans again at each call, for the number of keys or postings: that takes longer than the work. */
const PLANNED_ONCE = 'SET plan_cache_mode = force_generic_plan';

/** A person's account, locked until the commit, opened where there is none. */
const LOCK = `
  CREATE FUNCTION ledger_lock(of_kind text, of_user uuid, OUT account uuid, OUT funds bigint)
  LANGUAGE plpgsql AS $$
  BEGIN
    FOR attempt IN 1..2 LOOP
      SELECT id, balance INTO account, funds FROM ledger_accounts
        WHERE kind = of_kind AND user_id = of_user FOR NO KEY UPDATE;
      EXIT WHEN FOUND;
      INSERT INTO ledger_accounts (kind, user_id) VALUES (of_kind, of_user)
        ON CONFLICT (kind, user_id) DO NOTHING;
    END LOOP;
  END $$`;

/** One transaction, its postings in the order of the accounts, those of zero left out; false for a key that was used. */
const RECORD = `
  CREATE FUNCTION ledger_record(
    of_key text, of_kind text, of_user uuid, of_subject text, accounts uuid[], amounts bigint[]
  ) RETURNS boolean LANGUAGE plpgsql AS $$
  DECLARE
    made uuid;
  BEGIN
    INSERT INTO ledger_transactions (key, kind, user_id, subject)
      VALUES (of_key, of_kind, of_user, of_subject) ON CONFLICT (key) DO NOTHING RETURNING id INTO made;
    IF made IS NULL THEN RETURN false; END IF;
    INSERT INTO ledger_postings (transaction_id, account_id, amount)
      SELECT made, account, amount FROM unnest(accounts, amounts) AS leg (account, amount) WHERE amount <> 0;
    RETURN true;
  END $$`;

/** Less than nothing would move the other way, past the rules of that way. */
const CHECKED = `
  CREATE FUNCTION ledger_checked(amount bigint) RETURNS bigint LANGUAGE plpgsql IMMUTABLE AS $$
  BEGIN
    IF amount > 0 THEN RETURN amount; END IF;
    RAISE EXCEPTION 'a movement of % credits', amount
      USING ERRCODE = 'check_violation', CONSTRAINT = 'ledger_amount';
  END $$`;

const OURS = `
  CREATE FUNCTION ledger_ours(of_kind text) RETURNS uuid LANGUAGE sql STABLE AS $$
    SELECT id FROM ledger_accounts WHERE kind = of_kind AND user_id IS NULL
  $$`;

/** Credits come to a person. Their account for what they can spend is locked first, so their debt stands still. */
const CREDIT = `
  CREATE FUNCTION ledger_credit(
    of_kind text, source text, of_user uuid, amount bigint, of_key text, of_subject text
  ) RETURNS boolean LANGUAGE plpgsql ${PLANNED_ONCE} AS $$
  DECLARE
    available uuid := (ledger_lock('available', of_user)).account;
    debt uuid;
    paid bigint;
  BEGIN
    PERFORM ledger_checked(amount);
    SELECT id, least(amount, -balance) INTO debt, paid FROM ledger_accounts
      WHERE kind = 'debt' AND user_id = of_user;
    paid := coalesce(paid, 0);
    RETURN ledger_record(of_key, of_kind, of_user, of_subject,
      ARRAY[available, debt, ledger_ours(source)], ARRAY[amount - paid, paid, -amount]);
  END $$`;

const TAKE_BACK = `
  CREATE FUNCTION ledger_take_back(of_user uuid, amount bigint, of_key text, of_subject text)
  RETURNS boolean LANGUAGE plpgsql ${PLANNED_ONCE} AS $$
  DECLARE
    available record := ledger_lock('available', of_user);
    debt record := ledger_lock('debt', of_user);
    remaining bigint := least(ledger_checked(amount), available.funds);
  BEGIN
    RETURN ledger_record(of_key, 'refund', of_user, of_subject,
      ARRAY[available.account, debt.account, ledger_ours('sales')],
      ARRAY[-remaining, remaining - amount, amount]);
  END $$`;

const FORFEIT = `
  CREATE FUNCTION ledger_forfeit(of_user uuid, of_key text) RETURNS boolean
  LANGUAGE plpgsql ${PLANNED_ONCE} AS $$
  DECLARE
    available record := ledger_lock('available', of_user);
    debt record := ledger_lock('debt', of_user);
  BEGIN
    IF available.funds = 0 AND debt.funds = 0 THEN
      RETURN NOT EXISTS (SELECT FROM ledger_transactions WHERE key = of_key);
    END IF;
    RETURN ledger_record(of_key, 'forfeit', of_user, NULL,
      ARRAY[available.account, debt.account, ledger_ours('forfeited')],
      ARRAY[-available.funds, -debt.funds, available.funds + debt.funds]);
  END $$`;

/**
 * A hold for each key, or none (\`hold_ids\` is null) when the balance does not cover the new ones. Holds are looked
 * up after the lock was got, so that the same wish made twice at once finds what the first one made.
 */
const RESERVE = `
  CREATE FUNCTION ledger_reserve(of_user uuid, amount bigint, keys text[], of_subject text)
  RETURNS TABLE (funds bigint, price bigint, hold_ids uuid[])
  LANGUAGE plpgsql ${PLANNED_ONCE} AS $$
  DECLARE
    available record := ledger_lock('available', of_user);
    held uuid;
    missing text[];
  BEGIN
    SELECT array_agg(DISTINCT k) INTO missing FROM unnest(keys) k
      WHERE NOT EXISTS (SELECT FROM holds h WHERE h.key = k AND h.user_id = of_user);
    funds := available.funds;
    price := amount * coalesce(cardinality(missing), 0);
    IF funds < price THEN RETURN NEXT; RETURN; END IF;
    IF missing IS NOT NULL THEN
      held := (ledger_lock('held', of_user)).account;
      WITH made AS (
        INSERT INTO holds (user_id, key, amount, subject)
          SELECT of_user, k, ledger_reserve.amount, of_subject FROM unnest(missing) k RETURNING id
      ), moved AS (
        INSERT INTO ledger_transactions (key, kind, user_id, subject)
          SELECT 'reserve-' || made.id, 'reserve', of_user, of_subject FROM made RETURNING id
      )
      INSERT INTO ledger_postings (transaction_id, account_id, amount)
        SELECT moved.id, leg.account, leg.change FROM moved,
          (VALUES (available.account, -ledger_reserve.amount), (held, ledger_reserve.amount)) AS leg (account, change);
    END IF;
    SELECT coalesce(array_agg(h.id ORDER BY k.place), '{}') INTO hold_ids
      FROM unnest(keys) WITH ORDINALITY AS k (key, place) JOIN holds h ON h.key = k.key;
    RETURN NEXT;
  END $$`;

/**
 * Settles a hold: \`earned\` of it becomes ours (all of it where null), the rest goes back to the person. Who is
 * charged in full is not locked but for what is held: a long transaction about them keeps nobody waiting.
 */
const SETTLE = `
  CREATE FUNCTION ledger_settle(of_hold uuid, of_kind text, earned bigint) RETURNS boolean
  LANGUAGE plpgsql ${PLANNED_ONCE} AS $$
  DECLARE
    hold record;
    available uuid;
    debt uuid;
    back bigint;
    paid bigint;
  BEGIN
    UPDATE holds SET status = CASE of_kind WHEN 'capture' THEN 'captured' ELSE 'released' END,
        captured = least(coalesce(earned, amount), amount), settled_at = clock_timestamp()
      -- In other words, held: an index on what is held, with all that was, is not the way to one row.
      WHERE id = of_hold AND status NOT IN ('captured', 'released')
      RETURNING user_id, subject, amount, captured INTO hold;
    IF NOT FOUND THEN RETURN false; END IF;
    back := hold.amount - hold.captured;
    IF back > 0 THEN
      available := (ledger_lock('available', hold.user_id)).account;
      SELECT id, least(back, -balance) INTO debt, paid FROM ledger_accounts
        WHERE kind = 'debt' AND user_id = hold.user_id;
    END IF;
    paid := coalesce(paid, 0);
    RETURN ledger_record(of_kind || '-' || of_hold, of_kind, hold.user_id, hold.subject,
      ARRAY[available, (ledger_lock('held', hold.user_id)).account, debt, ledger_ours('revenue')],
      ARRAY[back - paid, -hold.amount, paid, hold.captured]);
  END $$`;

const FUNCTIONS = [LOCK, RECORD, CHECKED, OURS, CREDIT, TAKE_BACK, FORFEIT, RESERVE, SETTLE];
const NAMES = 'settle, reserve, forfeit, take_back, credit, ours, checked, record, lock'.split(
  ', ',
);

/**
 * The movements of the ledger, each one statement and one round trip. Each statement within sees what was committed
 * before it, so what is read after a lock is what the lock protects. One person's accounts are locked in the order
 * available, held, debt; a hold before them.
 */
export class LedgerFunctions1795610000001 implements MigrationInterface {
  name = 'LedgerFunctions1795610000001';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of FUNCTIONS) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const name of NAMES) await runner.query(`DROP FUNCTION ledger_${name}`);
  }
}

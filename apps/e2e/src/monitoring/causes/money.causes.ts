import { eventually } from '@aisha/testing';
import { topUp } from '../../harness/money';
import { type Cause, fires, newcomers, type Scene } from '../scene';

/** Telegram's list holds no such payment of an hour ago. */
export const paymentUnknown: Cause = async (scene) => {
  const { stack } = scene;
  const [person] = await newcomers(scene, 1);
  const chargeId = await topUp(person!, /150 💎/);
  const booked = () => stack.rows('select 1 from payments where charge_id = $1', [chargeId]);
  await eventually(async () => expect(await booked()).toHaveLength(1), { timeoutMs: 60_000 });
  await withoutRules(scene, [
    `insert into payments select (jsonb_populate_record(p, jsonb_build_object(
       'id', gen_random_uuid(), 'charge_id', 'of-nobody', 'invoice_id', null, 'listed_at', null,
       'paid_at', now() - interval '1 hour'))).* from payments p where charge_id = '${chargeId}'`,
  ]);
  await fires(scene, 'PaymentsUnmatched', () =>
    stack.rows('update payment_statements set due_at = now()'),
  );
};

/** Somebody with a superuser's hand at the tables: a posting alone, a balance, and a hold of the day before yesterday. */
export const ledgerBroken: Cause = async (scene) => {
  await withoutRules(scene, [
    `insert into ledger_postings (transaction_id, account_id, amount)
       select transaction_id, account_id, 7 from ledger_postings limit 1`,
    `update ledger_accounts set balance = balance + 5
       where id = (select id from ledger_accounts where user_id is not null limit 1)`,
    `insert into holds (user_id, key, amount, created_at)
       select id, 'of-nobody', 1, now() - interval '2 days' from users limit 1`,
  ]);
  // One that starts reads the whole ledger, else once an hour.
  await scene.stack.restart('avatar-worker');
};

function withoutRules({ stack }: Scene, statements: string[]): Promise<unknown> {
  const all = ['begin', 'set local session_replication_role = replica', ...statements, 'commit'];
  return stack.rows(all.join(';'));
}

import { LedgerAudit } from './ledger-audit';
import { LedgerHistory } from './ledger-history';
import { LedgerStatistics } from './ledger-statistics';
import { type AccountsWorld, openAccounts } from './accounts-world.fixture';

const PEOPLE = 1_000;
/** A transaction each ten seconds: a year and a half of it is a million postings. */
const APART = '10 seconds';
const ROUNDS = 5;
const RECENT_MINUTES = 15;

const report = (line: string): void => void process.stdout.write(`${line}\n`);

describe('the checks of the ledger', () => {
  let world: AccountsWorld;
  let people: string[];
  let postings = 0;
  beforeAll(async () => {
    world = await openAccounts();
    people = [];
    while (people.length < PEOPLE) people.push(await world.person(1));
  }, 60_000);
  afterAll(() => world.close());

  /** Older transactions first, as they come. Balances are kept by no trigger here, so that it takes seconds. */
  async function fillTo(count: number): Promise<void> {
    const { database } = world;
    const missing = (count - postings) / 2;
    await database.transaction(async () => {
      await database.query(
        `select set_config('session_replication_role', 'replica', true), set_config('statement_timeout', '0', true)`,
      );
      await database.query(
        `insert into ledger_transactions (key, kind, user_id, created_at)
         select 'fill-' || $2 || '-' || n, 'purchase', ($1::uuid[])[1 + n % ${PEOPLE}], now() - n * interval '${APART}'
         from generate_series($3::int, 1, -1) n`,
        [people, count, missing],
      );
      await database.query(
        `insert into ledger_postings (transaction_id, account_id, amount)
         select t.id, a.id, case when a.user_id is null then -1 else 1 end
         from ledger_transactions t join ledger_accounts a
           on a.kind = 'available' and a.user_id = t.user_id or a.kind = 'sales'
         where t.key like 'fill-' || $1 || '-%'`,
        [count],
      );
      await database.query(
        `update ledger_accounts a set balance = p.sum
         from (select account_id, sum(amount) as sum from ledger_postings group by 1) p
         where p.account_id = a.id and a.user_id is not null`,
      );
    });
    postings = count;
    await database.query('vacuum analyze ledger_transactions, ledger_postings, ledger_accounts'); // as autovacuum does
  }

  it.each([200_000, 1_000_000])(
    'prints how long they take with %i postings',
    async (count) => {
      await fillTo(count);
      const audit = new LedgerAudit(world.database);
      expect(Object.values((await audit.whole())!)).toEqual([0, 0, 0, 0]);
      const [history, statistics] = [world.app.get(LedgerHistory), world.app.get(LedgerStatistics)];
      const their = `of a person with ${count / 2 / PEOPLE + 1} lines`;
      for (const [name, work] of [
        ['the whole ledger', () => audit.whole()],
        [`the last ${RECENT_MINUTES} minutes`, () => audit.recent(RECENT_MINUTES)],
        [`first page ${their}`, () => history.page(people[0]!, 0)],
        [`last page ${their}`, () => history.page(people[0]!, 9_999)],
        [`statistics ${their}`, () => statistics.of(people[0]!)],
      ] as const) {
        report(`${count} postings, ${name}: ${await median(work)} ms`);
      }
    },
    200_000,
  );
});

async function median(work: () => Promise<unknown>): Promise<string> {
  await work();
  const times: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const begun = performance.now();
    await work();
    times.push(performance.now() - begun);
  }
  return times.sort((a, b) => a - b)[Math.floor(ROUNDS / 2)]!.toFixed(1);
}

import { Test } from '@nestjs/testing';
import { ConfigModule, HealthModule, Metrics } from '@aisha/platform';
import { eventually } from '@aisha/testing';
import { LedgerAudit } from './ledger-audit';
import { LedgerChecksModule } from './ledger-checks.module';
import { type AccountsWorld, openAccounts } from './accounts-world.fixture';

const RIGHT = { imbalance: 0, unbalancedTransactions: 0, drift: 0, holdsOpenTooLong: 0 };

describe('the audit of the ledger', () => {
  let world: AccountsWorld;
  let audit: LedgerAudit;
  let anna: string;
  beforeEach(async () => {
    world = await openAccounts();
    audit = new LedgerAudit(world.database);
    anna = await world.person(100);
    const hold = await world.ledger.reserve(anna, 30, 'job', 'picture');
    if (hold.outcome === 'reserved') await world.ledger.capture(hold.holdId);
    await world.ledger.reserve(anna, 10, 'open');
  });
  afterEach(() => world.close());

  /** As somebody does who can switch the rules off. */
  const around = (sql: string) =>
    world.database.transaction(async () => {
      await world.database.query(`set local session_replication_role = 'replica'`);
      await world.database.query(sql);
    });

  it('should find nothing in books that are right', async () => {
    expect(await audit.whole()).toEqual(RIGHT);
    expect(await audit.recent(15)).toEqual({ imbalance: 0, unbalancedTransactions: 0 });
  });

  it('should find a posting without its counterpart, at once and in the whole', async () => {
    await around(`insert into ledger_postings (transaction_id, account_id, amount)
      select t.id, a.id, 7 from ledger_transactions t, ledger_accounts a
      where t.kind = 'capture' and a.kind = 'revenue'`);
    const found = { imbalance: 7, unbalancedTransactions: 1 };
    expect(await audit.recent(15)).toEqual(found);
    expect(await audit.whole()).toEqual({ ...RIGHT, ...found });
  });

  it('should find a transaction without postings', async () => {
    await around(
      `insert into ledger_transactions (key, kind, user_id) values ('bare', 'grant', '${anna}')`,
    );
    expect(await audit.recent(15)).toEqual({ imbalance: 0, unbalancedTransactions: 1 });
  });

  it('should leave to the whole what is older than the last minutes', async () => {
    await around(`insert into ledger_transactions (key, kind, user_id, created_at)
      values ('bare', 'grant', '${anna}', now() - interval '1 hour')`);
    expect(await audit.recent(15)).toEqual({ imbalance: 0, unbalancedTransactions: 0 });
    expect(await audit.whole()).toEqual({ ...RIGHT, unbalancedTransactions: 1 });
  });

  it.each([`user_id = '${'ANNA'}' and kind = 'available'`, `kind = 'revenue'`])(
    'should find a balance that is not what was posted: %s',
    async (whose) => {
      const where = whose.replace('ANNA', anna);
      await around(`update ledger_accounts set balance = balance + 1 where ${where}`);
      expect(await audit.whole()).toEqual({ ...RIGHT, drift: 1 });
    },
  );

  it('should find a hold that nobody settles for more than a day', async () => {
    await world.database.query(
      `update holds set created_at = now() - interval '25 hours' where status = 'held'`,
    );
    expect(await audit.whole()).toEqual({ ...RIGHT, holdsOpenTooLong: 1 });
  });

  it('should be told in the metrics of the process that watches', async () => {
    await around(`update ledger_accounts set balance = balance + 1 where kind = 'held'`);
    const watcher = await Test.createTestingModule({
      imports: [
        ConfigModule.forRoot({ DATABASE_URL: world.url }),
        HealthModule.forRole('watcher'),
        LedgerChecksModule,
      ],
    }).compile();
    await watcher.init();
    const metrics = await eventually(async () => {
      const text = await watcher.get(Metrics).registry.metrics();
      return text.includes('ledger_drift') ? text : false;
    });
    await watcher.close();
    expect(metrics).toMatch(/^ledger_drift 1$/m);
    for (const name of ['imbalance', 'unbalanced_transactions', 'holds_open_too_long']) {
      expect(metrics).toMatch(new RegExp(`^ledger_${name} 0$`, 'm'));
    }
    expect(metrics).toMatch(/^ledger_checked_seconds \d/m);
  });

  it('should be made by one of several processes at a time', async () => {
    const both = await Promise.all([audit.whole(), audit.whole(), audit.whole()]);
    expect(both.filter((faults) => faults !== null).length).toBeGreaterThanOrEqual(1);
    for (const faults of both) expect([null, RIGHT]).toContainEqual(faults);
    expect(await audit.whole()).toEqual(RIGHT);
  });
});

import { type AccountsWorld, openAccounts } from './accounts-world.fixture';

/** What the database refuses, whoever asks: shown by plain SQL. */
describe('the rules of the ledger', () => {
  let world: AccountsWorld;
  let anna: string;
  let holdId: string;
  const sql = (text: string, values: unknown[] = []) =>
    world.database.query<{ id: string }>(text, values);

  beforeAll(async () => {
    world = await openAccounts();
    anna = await world.person(100);
    const hold = await world.ledger.reserve(anna, 30, 'settled');
    if (hold.outcome !== 'reserved') throw new Error('not reserved');
    ({ holdId } = hold);
    await world.ledger.capture(holdId);
  });
  afterAll(() => world.close());

  /** A transaction with these postings to Anna's account and to ours, or to one that is there. */
  const post = (amounts: number[], to?: string) =>
    world.database.transaction(async () => {
      const made =
        to ??
        (
          await sql(
            `insert into ledger_transactions (key, kind, user_id)
             values (gen_random_uuid()::text, 'grant', $1) returning id`,
            [anna],
          )
        )[0]!.id;
      await sql(
        `insert into ledger_postings (transaction_id, account_id, amount)
         select $1, case when n = 1 then a.id else g.id end, amount
         from unnest($3::bigint[]) with ordinality p (amount, n), ledger_accounts a, ledger_accounts g
         where a.kind = 'available' and a.user_id = $2 and g.kind = 'grants'`,
        [made, anna, amounts],
      );
      return made;
    });

  it.each([[[5]], [[5, -4]], [[-5, 3, 3]]])(
    'should refuse postings that do not sum to zero: %j',
    async (amounts) => {
      await expect(post(amounts)).rejects.toThrow('do not sum to zero');
    },
  );

  it('should refuse one more posting to a transaction that was made before', async () => {
    const made = await post([5, -5]);
    for (const amount of [1, -1]) {
      await expect(post([amount], made)).rejects.toThrow('do not sum to zero');
    }
  });

  it('should refuse a transaction without postings', async () => {
    await expect(post([])).rejects.toThrow('has no postings');
  });

  it('should refuse a posting of nothing', async () => {
    await expect(post([0, 0])).rejects.toThrow('ledger_postings_amount');
  });

  it.each([
    ['available', -101, 'ledger_accounts_covered'],
    ['held', -1, 'ledger_accounts_covered'],
    ['debt', 1, 'ledger_accounts_owed'],
  ])('should refuse to bring the balance of kind %s by %i', async (kind, amount, rule) => {
    await world.ledger.takeBack({ userId: anna, amount: 1, key: 'opens the debt account' });
    const write = sql(
      `update ledger_accounts set balance = balance + $3 where kind = $1 and user_id = $2`,
      [kind, anna, amount],
    );
    await expect(write).rejects.toThrow(rule);
    const posted = world.database.transaction(async () => {
      const made = await post([1, -1]);
      await sql(
        `insert into ledger_postings (transaction_id, account_id, amount)
         select $1, id, $4 from ledger_accounts where kind = $2 and user_id = $3`,
        [made, kind, anna, amount],
      );
    });
    await expect(posted).rejects.toThrow(rule);
  });

  it('should refuse accounts that belong to nobody, or to somebody where they are ours', async () => {
    await expect(sql(`insert into ledger_accounts (kind) values ('held')`)).rejects.toThrow(
      'ledger_accounts_owner',
    );
    const ours = sql(`insert into ledger_accounts (kind, user_id) values ('revenue', $1)`, [anna]);
    await expect(ours).rejects.toThrow('ledger_accounts_owner');
  });

  it('should keep the sum of what is ours in the postings and not in a row that all write to', async () => {
    const rows = await world.database.query<{ balance: string }>(
      'select balance from ledger_accounts where user_id is null',
    );
    expect(rows.map(({ balance }) => balance)).toEqual(Array(5).fill('0'));
  });

  it.each([
    'update ledger_postings set amount = amount * 2',
    'delete from ledger_postings',
    'truncate ledger_postings',
    `update ledger_transactions set kind = 'grant'`,
    'delete from ledger_transactions',
    'truncate ledger_transactions cascade',
    'delete from holds',
    'truncate holds cascade',
  ])('should refuse to change the past: %s', async (statement) => {
    await expect(sql(statement)).rejects.toThrow('append-only');
  });

  it.each([
    `status = 'held', captured = null`,
    `status = 'released', captured = 0`,
    'captured = 1',
    'settled_at = now()',
  ])('should refuse to settle a hold twice: %s', async (change) => {
    await expect(sql(`update holds set ${change} where id = $1`, [holdId])).rejects.toThrow(
      'settled once',
    );
  });

  it('should refuse to change what a hold was made for, or to capture more', async () => {
    const open = await world.ledger.reserve(anna, 5, 'open');
    if (open.outcome !== 'reserved') throw new Error('not reserved');
    for (const change of ['amount = 1', `key = 'another'`, 'user_id = id']) {
      const write = sql(`update holds set ${change} where id = $1`, [open.holdId]);
      await expect(write).rejects.toThrow('settled once');
    }
    for (const change of [
      `status = 'captured', captured = 6`,
      `status = 'captured', captured = -1`,
      `status = 'released', captured = 5`,
    ]) {
      const write = sql(`update holds set ${change} where id = $1`, [open.holdId]);
      await expect(write).rejects.toThrow('holds_captured');
    }
  });

  it('should take both keys of a transaction and of a hold once', async () => {
    for (const insert of [
      `insert into ledger_transactions (key, kind, user_id) select key, kind, user_id from ledger_transactions`,
      `insert into holds (key, amount, user_id) select key, amount, user_id from holds`,
    ]) {
      await expect(sql(insert)).rejects.toThrow('duplicate key');
    }
  });
});

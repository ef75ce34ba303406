import { type AccountsWorld, openAccounts } from './accounts-world.fixture';

const MANY = 1_000;
const IN_FLIGHT = 32;
const RUNS = 5;
/** Long enough to outlast a checkpoint's first writes, short on a machine that is shared. */
const RUN_MS = 1_500;
const PLENTY = 1_000_000_000;

const report = (line: string): void => void process.stdout.write(`${line}\n`);

describe('the ledger under load', () => {
  let world: AccountsWorld;
  let people: string[];
  beforeAll(async () => {
    world = await openAccounts();
    people = [];
    while (people.length < MANY) people.push(await world.person(PLENTY));
    await world.database.query(
      'create table floor as select id, 1000000000::bigint as balance from users',
    );
    await world.database.query('alter table floor add primary key (id)');
    await history(5_000);
    await world.database.query('vacuum analyze'); // as autovacuum does by itself
  }, 120_000);
  afterAll(() => world.close());

  let turn = 0;
  const one = () => people[0]!;
  const any = () => people[(turn += 1) % MANY]!;

  /** Spends of all of them, so that the indexes are as deep and the plans as they become. */
  async function history(spends: number): Promise<void> {
    for (let count = 0; count < spends; count += MANY) await Promise.all(people.map(spend));
  }

  const bare = async (id: string) => {
    await world.database.prepared(
      'bare-spend',
      'update floor set balance = balance - $2 where id = $1 and balance >= $2 returning balance',
      [id, 1],
    );
  };
  const reserve = (id: string) => world.ledger.reserve(id, 1, `bench-${(turn += 1)}`, 'picture');
  const spend = async (id: string) => {
    const hold = await reserve(id);
    if (hold.outcome === 'reserved') await world.ledger.capture(hold.holdId);
  };

  it('prints spends a second, beside a bare update', async () => {
    report(`${IN_FLIGHT} in flight over the 10 connections of an app, medians of ${RUNS} runs`);
    for (const [place, who] of [
      ['one hot balance', one],
      [`${MANY} balances`, any],
    ] as const) {
      const floor = await rate(() => bare(who()));
      report(`${place}: bare update ${floor}/s`);
      for (const [name, work] of [
        ['reserve', reserve],
        ['reserve and capture', spend],
      ] as const) {
        const reached = await rate(() => work(who()));
        report(
          `${place}: ${name} ${reached}/s, ${(reached / floor).toFixed(2)} of the bare update`,
        );
      }
    }
  });
});

/** Median of what is done in a second. */
async function rate(work: () => Promise<unknown>): Promise<number> {
  await run(work, RUN_MS / 3);
  const rates: number[] = [];
  for (let count = 0; count < RUNS; count += 1) rates.push(await run(work, RUN_MS));
  return Math.round(rates.sort((a, b) => a - b)[Math.floor(RUNS / 2)]!);
}

async function run(work: () => Promise<unknown>, ms: number): Promise<number> {
  const begun = performance.now();
  let done = 0;
  const worker = async () => {
    for (; performance.now() - begun < ms; done += 1) await work();
  };
  await Promise.all(Array.from({ length: IN_FLIGHT }, worker));
  return (done / (performance.now() - begun)) * 1_000;
}

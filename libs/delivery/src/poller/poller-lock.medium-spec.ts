import { createTestDatabase, eventually, type TestDatabase } from '@aisha/testing';
import pg from 'pg';
import { Candidate, frozenProcess, swallowingProxy } from './poller.fixture';
import { RENEW_LEASE } from './poller-statements';

/** Beside the time to live: looking, ending sessions, beginning, and a busy machine. */
const SLACK_MS = 1_500;
const TTL_MS = 1_000;

describe('the poller lock', () => {
  let database: TestDatabase;
  let sql: pg.Client;
  let botId = 100;
  let open: { leave?(): Promise<void>; end?(): Promise<void>; close?(): void }[] = [];

  beforeAll(async () => {
    database = await createTestDatabase();
    sql = new pg.Client({ connectionString: database.url, application_name: 'onlooker' });
    await sql.connect();
  });
  beforeEach(() => {
    botId++;
  });
  afterEach(async () => {
    for (const one of open) {
      await one.leave?.();
      await one.end?.();
      one.close?.();
    }
    open = [];
  });
  afterAll(async () => {
    await sql.end();
    await database.close();
  });

  const keep = <One extends (typeof open)[number]>(one: One): One => {
    open.push(one);
    return one;
  };
  const candidate = (name: string, url = database.url) =>
    keep(new Candidate(name, url, TTL_MS)).stand(botId);
  const frozen = async (name: string) => keep(await frozenProcess(database.url, name));
  const sessionsOf = async (name: string) => {
    const { rows } = await sql.query('select 1 from pg_stat_activity where application_name = $1', [
      name,
    ]);
    return rows.length;
  };

  it('should let one poll, and the next as soon as it lets go', async () => {
    const first = await candidate('first');
    const tenure = await first.polls();
    const second = await candidate('second');
    expect(second.tenure).toBeUndefined();
    const begun = performance.now();
    await tenure.release();
    const next = await second.polls();
    expect(performance.now() - begun).toBeLessThan(SLACK_MS);
    expect(tenure.facts).toMatchObject({ reason: 'first-start', gapMs: null });
    expect(next.facts).toMatchObject({
      epoch: tenure.epoch + 1,
      reason: 'shutdown',
      leftBehind: null,
    });
    expect(tenure.isTrusted).toBe(false);
  });

  it('should notice at once that its session is gone, and leave the rest to a standby', async () => {
    const first = await candidate('first');
    const { lost } = await first.polls();
    const second = await candidate('second');
    await sql.query(
      `select pg_terminate_backend(backend_pid) from poller_leases where bot_id = $1`,
      [botId],
    );
    const { facts } = await second.polls();
    await eventually(() => lost.aborted);
    expect(facts).toMatchObject({ reason: 'session-ended', leftBehind: first.owner });
  });

  it('should keep a poller that renews, however long a standby waits', async () => {
    const first = await candidate('first');
    const tenure = await first.polls();
    const second = await candidate('second');
    const begun = performance.now();
    await eventually(() => performance.now() - begun > 2.5 * TTL_MS);
    expect(tenure.isTrusted).toBe(true);
    expect(second.tenure ?? second.failure).toBeUndefined();
  });

  it('should end the sessions of a poller that fell silent, only those, and take over', async () => {
    const silent = await frozen('silent-process');
    await frozen('silent-process');
    await frozen('other-process');
    const epoch = await silent.poll(botId, TTL_MS);
    const begun = performance.now();
    const standby = await candidate('standby');
    const { facts } = await standby.polls();
    const took = performance.now() - begun;
    expect(took).toBeGreaterThanOrEqual(TTL_MS);
    expect(took).toBeLessThan(TTL_MS + SLACK_MS);
    expect(facts).toMatchObject({ epoch: epoch + 1, reason: 'silent' });
    await eventually(async () => expect(await sessionsOf('silent-process')).toBe(0));
    expect(await sessionsOf('other-process')).toBe(1);
  });

  it('should trust a silent poller as long as its own lease says', async () => {
    const silent = await frozen('patient-process');
    await silent.poll(botId, 2 * TTL_MS);
    const begun = performance.now();
    await (await candidate('standby')).polls();
    expect(performance.now() - begun).toBeGreaterThanOrEqual(2 * TTL_MS);
  });

  it('should refuse the renewal of a poller whose time is over', async () => {
    const silent = await frozen('woken-process');
    const epoch = await silent.poll(botId, TTL_MS);
    await (await candidate('standby')).polls();
    const renewed = await sql.query(RENEW_LEASE, [botId, epoch]);
    expect(renewed.rows).toEqual([]);
  });

  it('should give up by itself before others take over when Postgres no longer answers', async () => {
    const way = keep(await swallowingProxy(database.url));
    const cutOff = await candidate('cut-off', way.url);
    const { lost } = await cutOff.polls();
    const standby = await candidate('standby');
    const begun = performance.now();
    let lostAfter = Infinity;
    lost.addEventListener('abort', () => (lostAfter = performance.now() - begun));
    way.swallow();
    await standby.polls();
    const tookOverAfter = performance.now() - begun;
    expect(lostAfter).toBeLessThan(tookOverAfter);
    expect(tookOverAfter).toBeLessThan(TTL_MS + SLACK_MS);
  });

  it('should not stay without a poller when one froze between the lock and its first word', async () => {
    await (await frozen('mute-process')).takeLock(botId);
    await (await candidate('standby')).polls();
    await eventually(async () => expect(await sessionsOf('mute-process')).toBe(0));
  });

  it('should leave nothing behind when it stops waiting', async () => {
    await (await candidate('first')).polls();
    const second = await candidate('second');
    await eventually(async () => expect(await sessionsOf(second.owner)).toBe(2));
    await second.leave();
    await eventually(async () => expect(await sessionsOf(second.owner)).toBe(0));
    expect(second.tenure ?? second.failure).toBeUndefined();
  });

  it('should book every change with its reason and the time without a poller', async () => {
    const first = await candidate('first');
    const tenure = await first.polls();
    const second = await candidate('second');
    await tenure.release('moved');
    await second.polls();
    const { rows } = await sql.query(
      `select from_instance, to_instance, reason, gap_ms from poller_failovers
       where bot_id = $1 order by epoch`,
      [botId],
    );
    expect(rows).toEqual([
      { from_instance: null, to_instance: 'first', reason: 'first-start', gap_ms: null },
      {
        from_instance: 'first',
        to_instance: 'second',
        reason: 'moved',
        gap_ms: expect.any(Number),
      },
    ]);
    expect(rows[1].gap_ms).toBeLessThan(SLACK_MS);
  });
});

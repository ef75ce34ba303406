import type { TestingModule } from '@nestjs/testing';
import { STUCK_KINDS } from '@aisha/contracts';
import { Database } from '@aisha/database';
import { Jobs } from '@aisha/platform';
import { answerPerson } from '@aisha/contracts';
import { eventually } from '@aisha/testing';
import { openDelivery } from '../delivery.fixture';
import { Stuck } from './stuck';
import { StuckJobs } from './stuck-jobs';

describe('what got stuck', () => {
  let app: TestingModule;
  let close: () => Promise<void>;
  let database: Database;
  let stuck: Stuck;
  let owner: string;

  beforeAll(async () => {
    ({ app, close } = await openDelivery());
    database = app.get(Database);
    stuck = app.get(Stuck);
    [{ id: owner }] = (await database.query<{ id: string }>(
      `insert into users (telegram_id, first_name, language) values (1, 'Anna', 'en') returning id`,
    )) as [{ id: string }];
  });
  afterAll(() => close());

  const count = async (kind: string) =>
    (await stuck.counts()).find((one) => one.kind === kind)!.count;
  const answer = async (age: string) => {
    const [row] = await database.query<{ id: string }>(
      `insert into answers (owner_id, bot_id, chat_id, question, trace_id, created_at)
       values ($1, 42, 1, 'q', 't', now() - $2::interval) returning id`,
      [owner, age],
    );
    return row!.id;
  };
  const message = async (status: string, lane = 'person') => {
    const [row] = await database.query<{ id: string }>(
      `insert into outbound_messages (bot_id, chat_id, seq, key, notice, trace_id, status, lane, attempts)
       values (42, 1, (random() * 1e9)::int, gen_random_uuid()::text, '{"kind":"main-menu"}', 't', $1, $2, 9)
       returning id`,
      [status, lane],
    );
    return row!.id;
  };

  it('should be asked for every kind, and be nothing at first', async () => {
    const counts = await stuck.counts();
    expect(counts.map(({ kind }) => kind).sort()).toEqual([...STUCK_KINDS].sort());
    expect(counts.every((one) => one.count === 0 && one.oldest === null)).toBe(true);
    for (const kind of STUCK_KINDS) expect(await stuck.list(kind, 5)).toEqual([]);
  });

  it('should hold an answer that is overdue, and give it its job back', async () => {
    await answer('9 minutes');
    const id = await answer('11 minutes');
    expect(await stuck.list('answers', 5)).toMatchObject([{ id, detail: 'pending' }]);
    expect(await stuck.retry('answers', id)).toBe(true);
    await eventually(async () => expect((await app.get(Jobs).depth(answerPerson)).waiting).toBe(1));
    await database.query(`update answers set status = 'ready' where id = $1`, [id]);
    expect(await stuck.retry('answers', id)).toBe(false);
    expect(await count('answers')).toBe(0);
  });

  it('should hold an update that was set aside, and have it handled again', async () => {
    await database.query(
      `insert into inbox_updates (bot_id, update_id, chat_id, payload, status, attempts, trace_id, last_error)
       values (42, 500, 1, '{}', 'quarantined', 5, 't', 'boom')`,
    );
    expect(await stuck.list('updates', 5)).toMatchObject([{ id: '500', detail: 'boom' }]);
    expect(await stuck.retry('updates', '500')).toBe(true);
    expect(
      await database.query('select status, attempts from inbox_updates where update_id = 500'),
    ).toEqual([{ status: 'pending', attempts: 0 }]);
    expect(await stuck.retry('updates', '500')).toBe(false);
  });

  it('should send a failed message again, but never bulk that may have arrived', async () => {
    const [id, bulk, kept] = [
      await message('failed'),
      await message('failed', 'bulk'),
      await message('undeliverable'),
    ];
    expect(await stuck.list('messages', 5)).toMatchObject([{ id }]);
    expect(await stuck.retry('messages', bulk)).toBe(false);
    expect(await stuck.retry('unreachable', kept)).toBe(false);
    expect(await stuck.retry('messages', id)).toBe(true);
    expect(
      await database.query('select status, attempts from outbound_messages where id = $1', [id]),
    ).toEqual([{ status: 'pending', attempts: 0 }]);
  });

  it('should show a hold that is too old, and not touch it', async () => {
    await database.query(
      `insert into holds (user_id, key, amount, subject, created_at)
       values ($1, 'old', 7, 'picture', now() - interval '25 hours')`,
      [owner],
    );
    const [hold] = await stuck.list('holds', 5);
    expect(hold).toMatchObject({ detail: 'picture 7' });
    expect(await stuck.retry('holds', hold!.id)).toBe(false);
  });

  it('should not mind an id that is none', async () => {
    for (const kind of STUCK_KINDS) expect(await stuck.retry(kind, 'nonsense')).toBe(false);
  });

  it('should tell how many jobs wait in each queue', async () => {
    const queues = await app.get(StuckJobs).queues();
    expect(queues).toContainEqual(
      expect.objectContaining({ queue: 'answer-person', active: 0 }) as object,
    );
  });
});

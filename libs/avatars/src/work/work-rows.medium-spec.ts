import { randomUUID } from 'node:crypto';
import { WORK_STATUSES, type WorkStatus } from '@aisha/database';
import { openWorld, Someone, type World } from '../avatars-world.fixture';
import { WorkRows } from './work-rows';

describe('the way of paid work from status to status', () => {
  let world: World;
  let rows: WorkRows;
  let avatarId: string;
  let holdId: string;
  beforeAll(async () => {
    world = await openWorld();
    rows = new WorkRows(world.database, 'training');
    const asel = await Someone.with(world, 150);
    avatarId = (await asel.draft()).id;
    const hold = await world.ledger.reserve(asel.id, 150, 'training-of-this-spec');
    holdId = hold.outcome === 'reserved' ? hold.holdId : '';
  });
  afterAll(() => world.close());

  const rowIn = async (status: WorkStatus, failure: string | null = null) => {
    const [row] = await world.database.query<{ id: string }>(
      `insert into trainings (avatar_id, hold_id, bot_id, chat_id, trace_id, attempt, status, failure,
         settled_at)
       values ($1, $2, 1, 1, 't', 2, $3, $4, case when $5 then now() end) returning id`,
      [avatarId, holdId, status, failure, ['succeeded', 'failed'].includes(status)],
    );
    return { id: row!.id, attempt: 2, status };
  };
  const statusOf = async ({ id }: { id: string }) => (await world.trainings.get(id))?.status;
  const steps = {
    begin: (row: Awaited<ReturnType<typeof rowIn>>) => rows.begin(row, 'endpoint', 1),
    submitted: (row: Awaited<ReturnType<typeof rowIn>>) => rows.submitted(row, randomUUID(), 1),
    park: (row: Awaited<ReturnType<typeof rowIn>>) => rows.park(row, 'provider-down', 1),
    settle: (row: Awaited<ReturnType<typeof rowIn>>) => rows.settle(row, null),
    reveal: ({ id, attempt }: Awaited<ReturnType<typeof rowIn>>) =>
      rows.reveal({ subject: 'training', rowId: id, attempt }, randomUUID()),
  };
  type Step = keyof typeof steps;
  const ways: [Step, Partial<Record<WorkStatus, WorkStatus>>][] = [
    ['begin', { requested: 'submitting' }],
    ['submitted', { submitting: 'submitted' }],
    ['park', { submitting: 'requested' }],
    ['settle', { requested: 'succeeded', submitting: 'succeeded', submitted: 'succeeded' }],
    ['reveal', { submitting: 'submitted' }],
  ];

  it.each(ways)('should let %s lead nowhere but %j', async (step, way) => {
    for (const from of WORK_STATUSES) {
      const row = await rowIn(from, from === 'failed' ? 'content-policy' : null);
      const to = way[from];
      // A submitted row without a request id does not exist outside this table.
      if (step === 'reveal' && from === 'submitted') continue;
      expect([from, await steps[step](row)]).toEqual([from, to !== undefined]);
      expect([from, await statusOf(row)]).toEqual([from, to ?? from]);
    }
  });

  it.each(['begin', 'submitted', 'park', 'settle', 'reveal'] as const)(
    'should change nothing by %s under an older attempt',
    async (step) => {
      for (const status of WORK_STATUSES) {
        const row = await rowIn(status, status === 'failed' ? 'timed-out' : null);
        expect(await steps[step]({ ...row, attempt: 1 })).toBe(false);
        expect(await statusOf(row)).toBe(status);
      }
    },
  );

  it.each([
    ['outcome-unknown', true],
    ['timed-out', true],
    ['content-policy', false],
    ['internal', false],
  ])('should open again what failed as %s: %s', async (failure, opens) => {
    const row = await rowIn('failed', failure);
    expect(await steps.reveal(row)).toBe(opens);
    expect(await statusOf(row)).toBe(opens ? 'submitted' : 'failed');
  });

  it('should not settle what has moved on since it was read', async () => {
    const row = await rowIn('submitting');
    await steps.submitted(row);
    expect(await rows.settle(row, 'outcome-unknown')).toBe(false);
  });
});

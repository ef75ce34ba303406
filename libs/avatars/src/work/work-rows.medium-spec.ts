import { randomUUID } from 'node:crypto';
import { WORK_STATUSES, type WorkStatus } from '@aisha/database';
import { openWorld, Someone, type World } from '../avatars-world.fixture';
import { WORK_STEPS, type WorkStep } from './work-steps';
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
  const ways = Object.entries(WORK_STEPS) as [
    WorkStep,
    Partial<Record<WorkStatus, readonly WorkStatus[]>>,
  ][];

  it.each(ways)('should let %s lead nowhere but %j', async (step, way) => {
    for (const from of WORK_STATUSES) {
      // Of what has failed only the ends that FAL may know better can be revealed.
      const row = await rowIn(from, from === 'failed' ? 'outcome-unknown' : null);
      const to = way[from];
      expect([from, await steps[step](row)]).toEqual([from, to !== undefined]);
      expect(to ?? [from]).toContain(await statusOf(row));
    }
  });

  it('should lead a wish to stop nowhere but to the end', async () => {
    const row = await rowIn('requested');
    await world.database.query('update trainings set cancel_requested_at = now() where id = $1', [
      row.id,
    ]);
    expect(await steps.begin(row)).toBe(false);
    expect(await steps.settle(row)).toBe(true);
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
    ['cancelled', false],
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

import { openWorld, Someone, type World } from '../avatars-world.fixture';

describe('the progress of a training', () => {
  let world: World;
  let asel: Someone;
  let id: string;
  beforeAll(async () => {
    world = await openWorld();
  });
  afterAll(() => world.close());
  beforeEach(async () => {
    world.fal.reset();
    asel = await Someone.with(world, 150);
    id = await asel.startTraining();
    await world.trainingSaga.submit(id);
  });

  const shown = async () =>
    (await asel.notices()).filter(({ notice }) => notice.kind === 'training-progress');
  const step = (done: number) => ({
    status: 'IN_PROGRESS',
    logs: [{ message: `step ${done}/1000`, timestamp: '', level: 'INFO', source: 'USER' }],
  });
  const look = async (standing: Record<string, unknown>) => {
    world.fal.standing = standing;
    await world.trainingSaga.collect(id);
  };
  const letTimeGoBy = () =>
    world.database.query(
      `update trainings set progress_at = progress_at - interval '16 seconds' where id = $1`,
      [id],
    );

  it('should be the place in the queue, then the part that is done', async () => {
    await look({ status: 'IN_QUEUE', queue_position: 3 });
    expect(await world.trainings.get(id)).toMatchObject({ queuePosition: 3, percent: null });
    await letTimeGoBy();
    await look(step(420));
    expect(await world.trainings.get(id)).toMatchObject({ queuePosition: null, percent: 42 });
    const notices = await shown();
    expect(notices).toHaveLength(2);
    expect(new Set(notices.map(({ slot }) => slot))).toEqual(new Set([`training-${id}`]));
  });

  it('should be told when it has changed, and not more often than people look', async () => {
    await look(step(100));
    await look(step(200));
    expect(await shown()).toHaveLength(1);
    await letTimeGoBy();
    await look(step(100));
    expect(await shown()).toHaveLength(1);
    await look(step(300));
    expect(await shown()).toHaveLength(2);
    expect((await world.trainings.get(id))?.percent).toBe(30);
  });

  it('should be told once when several look at the same time', async () => {
    world.fal.standing = step(500);
    await Promise.all([1, 2, 3].map(() => world.trainingSaga.collect(id)));
    expect(await shown()).toHaveLength(1);
  });

  it('should not fall when FAL begins anew', async () => {
    await look(step(600));
    await letTimeGoBy();
    await look(step(10));
    expect((await world.trainings.get(id))?.percent).toBe(60);
  });
});

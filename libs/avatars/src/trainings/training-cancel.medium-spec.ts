import fc from 'fast-check';
import { openWorld, Someone, type World } from '../avatars-world.fixture';

const PRICE = 150;

describe('a training that its owner stops', () => {
  let world: World;
  let asel: Someone;
  beforeAll(async () => {
    world = await openWorld();
  });
  afterAll(async () => {
    expect(await world.ledger.imbalance()).toBe(0);
    await world.close();
  });
  beforeEach(async () => {
    world.fal.reset();
    asel = await Someone.with(world, PRICE);
  });

  const trained = () => ({
    diffusers_lora_file: { url: world.fal.file('weights') },
    config_file: { url: world.fal.file('{}') },
  });
  const stop = (id: string) => world.trainings.cancel(asel.id, id);
  const ends = async () =>
    (await asel.notices())
      .map(({ notice }) => notice.kind)
      .filter((kind) => kind === 'training-failed' || kind === 'avatar-ready');

  it('should not be submitted any more, and be refunded', async () => {
    const id = await asel.startTraining();
    expect(await stop(id)).toBe(true);
    await world.trainingSaga.submit(id);
    expect(world.fal.submitted).toHaveLength(0);
    expect(await world.trainings.get(id)).toMatchObject({ status: 'failed', failure: 'cancelled' });
    expect(await asel.balance()).toBe(PRICE);
    expect(await ends()).toEqual(['training-failed']);
  });

  it('should be stopped at FAL, keep its photos and be ready to begin again', async () => {
    const id = await asel.startTraining();
    await world.trainingSaga.submit(id);
    await stop(id);
    await world.trainingSaga.collect(id);
    expect(world.fal.cancelled).toEqual([world.fal.last.requestId]);
    const training = (await world.trainings.get(id))!;
    expect(training).toMatchObject({ status: 'failed', failure: 'cancelled' });
    expect(await asel.balance()).toBe(PRICE);
    const again = await world.trainings.start(asel.id, training.avatarId, asel.chat);
    expect(again.outcome).toBe('started');
  });

  it('should be delivered and paid for when FAL has finished it already', async () => {
    const id = await asel.startTraining();
    await world.trainingSaga.submit(id);
    world.fal.end(world.fal.last.requestId, trained());
    await stop(id);
    await world.trainingSaga.collect(id);
    expect((await world.trainings.get(id))?.status).toBe('succeeded');
    expect(await asel.balance()).toBe(0);
    expect(await ends()).toEqual(['avatar-ready']);
  });

  it('should be settled once, however often and fast it is tapped and collected', async () => {
    const id = await asel.startTraining();
    await world.trainingSaga.submit(id);
    const taps = await Promise.all([1, 2, 3].map(() => stop(id)));
    expect(taps).toEqual([true, true, true]);
    await Promise.all([1, 2, 3].map(() => world.trainingSaga.collect(id)));
    expect(await asel.balance()).toBe(PRICE);
    expect(await ends()).toEqual(['training-failed']);
    expect(await stop(id)).toBe(false);
  });

  it('should end one way when it is stopped while it ends by itself', async () => {
    const id = await asel.startTraining();
    await world.trainingSaga.submit(id);
    world.fal.end(world.fal.last.requestId, trained());
    await Promise.all([stop(id), world.trainingSaga.collect(id), world.trainingSaga.collect(id)]);
    await world.trainingSaga.collect(id);
    expect((await world.trainings.get(id))?.status).toBe('succeeded');
    expect(await ends()).toEqual(['avatar-ready']);
  });

  it('should be refunded in the end when FAL cannot be told to stop', async () => {
    const id = await asel.startTraining();
    await world.trainingSaga.submit(id);
    world.fal.refusesToStop = true;
    await stop(id);
    await expect(world.trainingSaga.collect(id)).rejects.toMatchObject({ kind: 'unavailable' });
    expect(await asel.balance()).toBe(0);
    await world.database.query(
      `update trainings set cancel_requested_at = now() - interval '11 minutes' where id = $1`,
      [id],
    );
    await world.trainingSaga.collect(id);
    expect((await world.trainings.get(id))?.failure).toBe('cancelled');
    expect(await asel.balance()).toBe(PRICE);
  });

  it('should stay stopped when FAL goes on with it all the same', async () => {
    const id = await asel.startTraining();
    await world.trainingSaga.submit(id);
    const { requestId } = world.fal.last;
    await stop(id);
    await world.trainingSaga.collect(id);
    world.fal.end(requestId, trained());
    await world.trainingSaga.collect(id);
    expect((await world.trainings.get(id))?.failure).toBe('cancelled');
    expect(await asel.balance()).toBe(PRICE);
    expect(await world.avatars.ready(asel.id)).toEqual([]);
  });

  it('should not begin when it is stopped between two looks at it', async () => {
    const id = await asel.startTraining();
    world.fal.beforeAnswer = () => stop(id);
    await world.trainingSaga.submit(id);
    expect((await world.trainings.get(id))?.status).toBe('submitted');
    await world.trainingSaga.collect(id);
    expect((await world.trainings.get(id))?.failure).toBe('cancelled');
    expect(await asel.balance()).toBe(PRICE);
  });

  it('should end once, paid for or refunded, in whatever order things happen', async () => {
    const steps = {
      stop: (id: string) => stop(id),
      submit: (id: string) => world.trainingSaga.submit(id),
      collect: (id: string) => world.trainingSaga.collect(id),
      end: async (id: string) => {
        const { requestId } = (await world.trainings.get(id))!;
        if (requestId) world.fal.end(requestId, trained());
      },
    };
    const atOnce = fc.uniqueArray(fc.constantFrom('stop', 'submit', 'collect', 'end'), {
      minLength: 1,
      maxLength: 3,
    });
    await fc.assert(
      fc.asyncProperty(fc.array(atOnce, { maxLength: 6 }), async (turns) => {
        world.fal.reset();
        asel = await Someone.with(world, PRICE);
        const id = await asel.startTraining();
        const way = [...turns, ['submit'], ['end'], ['collect']] as (keyof typeof steps)[][];
        for (const turn of way) await Promise.all(turn.map((step) => steps[step](id)));
        const { status, failure, avatarId } = (await world.trainings.get(id))!;
        const isDone = status === 'succeeded';
        expect([status, failure]).toEqual(isDone ? ['succeeded', null] : ['failed', 'cancelled']);
        expect(await asel.balance()).toBe(isDone ? 0 : PRICE);
        expect(await ends()).toEqual([isDone ? 'avatar-ready' : 'training-failed']);
        expect((await world.avatars.get(avatarId))?.status).toBe(isDone ? 'ready' : 'failed');
        expect(world.fal.submitted.length).toBeLessThanOrEqual(1);
      }),
      { numRuns: 10 }, // each takes ten photos in,
    );
  }, 120_000);

  it('should be stopped by nobody else', async () => {
    const id = await asel.startTraining();
    const dana = await Someone.with(world, 0);
    expect(await world.trainings.cancel(dana.id, id)).toBe(false);
    expect(await world.trainings.find(dana.id, id)).toBeNull();
    expect((await world.trainings.find(asel.id, id))?.cancelRequestedAt).toBeNull();
  });
});

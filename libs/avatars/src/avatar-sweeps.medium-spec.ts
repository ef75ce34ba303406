import { checkPhoto, collectTraining, trainAvatar } from '@aisha/contracts';
import { redisConnection } from '@aisha/platform';
import { eventually } from '@aisha/testing';
import { Queue } from 'bullmq';
import { openWorld, Someone, startSweeps, uniquePhoto, type World } from './avatars-world.fixture';

describe('the sweeps', () => {
  let world: World;
  let asel: Someone;
  beforeAll(async () => {
    world = await openWorld();
  });
  afterAll(() => world.close());
  beforeEach(async () => {
    asel = await Someone.with(world, 300);
  });

  const sweepUntil = async (condition: () => Promise<boolean>) => {
    const sweeps = await startSweeps(world);
    await eventually(condition).finally(() => sweeps.close());
  };
  const queueOf = async <Result>(name: string, use: (queue: Queue) => Promise<Result>) => {
    const connection = redisConnection(world.config, 'producer');
    const queue = new Queue(name, { connection });
    return use(queue).finally(async () => {
      await queue.close();
      connection.disconnect();
    });
  };
  const forget = (name: string) => queueOf(name, (queue) => queue.obliterate({ force: true }));
  const isReminded = (name: string, jobId: string) =>
    queueOf(name, async (queue) => (await queue.getJob(jobId)) !== undefined);

  it('should give a training that lost its job another one', async () => {
    const id = await asel.startTraining();
    await forget(trainAvatar.queue);
    await world.database.query('update trainings set next_check_at = now() where id = $1', [id]);
    await sweepUntil(() => isReminded(trainAvatar.queue, `training-${id}`));
    const training = await world.trainings.get(id);
    expect(training!.nextCheckAt.getTime()).toBeGreaterThan(Date.now() + 5_000);
  });

  it('should have FAL asked about a training that is at work', async () => {
    const id = await asel.startTraining();
    await world.trainingSaga.submit(id);
    await world.database.query('update trainings set next_check_at = now() where id = $1', [id]);
    await sweepUntil(() => isReminded(collectTraining.queue, `collect-training-${id}`));
  });

  it('should have a photo looked at whose job was lost', async () => {
    const avatar = await asel.draft();
    const added = await asel.announce(avatar);
    if (added.outcome !== 'added') throw new Error(added.outcome);
    await asel.store(added.photoId, await uniquePhoto());
    await world.database.query(
      `update incoming_files set stored_at = now() - interval '31 seconds' where owner_id = $1`,
      [asel.id],
    );
    await sweepUntil(() => isReminded(checkPhoto.queue, `photo-${added.photoId}`));
  });

  it('should refuse a photo that has not come in an hour', async () => {
    const added = await asel.announce(await asel.draft());
    if (added.outcome !== 'added') throw new Error(added.outcome);
    await world.database.query(
      `update avatar_photos set created_at = now() - interval '61 minutes' where id = $1`,
      [added.photoId],
    );
    await sweepUntil(async () => (await asel.photo(added.photoId)).status === 'refused');
    expect((await asel.notices()).at(-1)?.notice.kind).toBe('photo-refused');
  });

  it('should forget a draft after a week, with all that lies in the storage', async () => {
    const avatar = await asel.draft();
    const photo = await asel.send(avatar, await uniquePhoto());
    const week = `now() - interval '8 days'`;
    await world.database.query(`update avatars set updated_at = ${week} where id = $1`, [
      avatar.id,
    ]);
    await world.database.query(`update avatar_photos set created_at = ${week} where id = $1`, [
      photo.id,
    ]);
    await sweepUntil(async () => (await world.avatars.get(avatar.id)) === null);
    await sweepUntil(async () => (await world.storage.head(photo.objectKey!)) === null);
  });

  it('should leave a draft alone that a photo was added to', async () => {
    const [old, living] = [await Someone.with(world, 0), asel];
    const [abandoned, avatar] = [await old.draft(), await living.draft()];
    await living.send(avatar, await uniquePhoto());
    await world.database.query(`update avatars set updated_at = now() - interval '8 days'`);
    await sweepUntil(async () => (await world.avatars.get(abandoned.id)) === null);
    expect(await world.avatars.get(avatar.id)).not.toBeNull();
  });

  it('should delete what no row uses and keep what is used', async () => {
    const photo = await asel.send(await asel.draft(), await uniquePhoto());
    await world.storage.put('stray', Buffer.from('x'), { contentType: 'text/plain' });
    await world.removals.schedule(['stray', photo.objectKey!]);
    await sweepUntil(async () => (await world.storage.head('stray')) === null);
    expect(await world.storage.head(photo.objectKey!)).not.toBeNull();
    const rows = await world.database.query(
      'select 1 from object_removals where not_before <= now()',
    );
    expect(rows).toHaveLength(0);
  });
});

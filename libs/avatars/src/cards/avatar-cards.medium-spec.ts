import { randomUUID } from 'node:crypto';
import type { Avatar } from '@aisha/database';
import { eventually } from '@aisha/testing';
import { openWorld, Someone, startSweeps, uniquePhoto, type World } from '../avatars-world.fixture';

describe('avatar cards', () => {
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
    asel = await Someone.with(world, 1_000);
  });

  const train = async (someone: Someone) => {
    const id = await someone.startTraining();
    await world.trainingSaga.submit(id);
    world.fal.end(world.fal.last.requestId, {
      diffusers_lora_file: { url: world.fal.file('weights') },
      config_file: { url: world.fal.file('{}') },
    });
    await world.trainingSaga.collect(id);
    const training = await world.trainings.get(id);
    return (await world.avatars.get(training!.avatarId))!;
  };
  const picture = async (avatar: Avatar) => {
    const [imageId] = await asel.draw(await asel.order(avatar.id, 'on the moon'));
    const key = `images/${asel.id}/${imageId!}.jpg`;
    await world.storage.put(key, Buffer.from('picture'), { contentType: 'image/jpeg' });
    await world.database.query(
      `update images set status = 'succeeded', settled_at = now(), object_key = $2 where id = $1`,
      [imageId, key],
    );
    return imageId!;
  };
  const mains = async () =>
    (await world.avatars.list(asel.id)).filter(({ isMain }) => isMain).map(({ id }) => id);

  describe('the main avatar', () => {
    it('should be the first one that is ready, until another is chosen', async () => {
      const first = await train(asel);
      const second = await train(asel);
      expect(await mains()).toEqual([first.id]);
      expect(await world.avatars.setMain(asel.id, second.id)).toBe(true);
      expect(await mains()).toEqual([second.id]);
      expect((await world.avatars.main(asel.id))?.id).toBe(second.id);
      expect((await world.avatars.ready(asel.id)).map(({ id }) => id)).toEqual([
        second.id,
        first.id,
      ]);
    });

    it('should be one, however many are chosen at the same time', async () => {
      const avatars = [await train(asel), await train(asel), await train(asel)];
      const taps = [...avatars, ...avatars].map(({ id }) => world.avatars.setMain(asel.id, id));
      expect(await Promise.all(taps)).toEqual(taps.map(() => true));
      expect(await mains()).toHaveLength(1);
    });

    it("should be neither a draft, nor a stranger's", async () => {
      const dana = await Someone.with(world, 1_000);
      const hers = await train(dana);
      const draft = await asel.draft();
      expect(await world.avatars.setMain(asel.id, draft.id)).toBe(false);
      expect(await world.avatars.setMain(asel.id, hers.id)).toBe(false);
      expect((await world.avatars.main(dana.id))?.id).toBe(hers.id);
    });

    it('should pass to the one that has been ready longest when it is deleted', async () => {
      const [first, second] = [await train(asel), await train(asel)];
      await train(asel);
      await world.avatars.delete(asel.id, first.id, { withPictures: false });
      expect(await mains()).toEqual([second.id]);
    });
  });

  it('should be renamed by their owner only', async () => {
    const { id } = await asel.draft();
    const dana = await Someone.with(world, 0);
    expect(await world.avatars.rename(dana.id, id, 'Dana')).toBe(false);
    expect(await world.avatars.rename(asel.id, id, 'Aselya')).toBe(true);
    expect((await world.avatars.get(id))?.name).toBe('Aselya');
  });

  describe('that are deleted', () => {
    const prefix = () => `avatars/${asel.id}/`;
    const left = async () => {
      const keys = await world.database.query<{ object_key: string }>(
        'select object_key from object_removals where object_key like $1',
        [`%${asel.id}%`],
      );
      return keys.map(({ object_key }) => object_key);
    };

    it('should take everything with them from the storage, and leave the pictures', async () => {
      const avatar = await train(asel);
      const imageId = await picture(avatar);
      const kept = [avatar.weightsKey!, avatar.configKey!, avatar.previewKey!];
      for (const key of kept) expect(await world.storage.head(key)).not.toBeNull();
      const removed = await world.avatars.delete(asel.id, avatar.id, { withPictures: false });
      expect(removed).toBe('deleted');
      const sweeps = await startSweeps(world);
      await eventually(async () => {
        for (const key of kept) expect(await world.storage.head(key)).toBeNull();
        expect((await left()).filter((key) => key.startsWith(prefix()))).toEqual([]);
      }).finally(() => sweeps.close());
      expect(await world.gallery.count(asel.id, {})).toBe(1);
      const image = await world.images.get(imageId);
      expect(image).toMatchObject({ avatarId: avatar.id, deletedAt: null });
      expect(await world.storage.head(image!.objectKey!)).not.toBeNull();
    });

    it('should take their pictures with them when asked to', async () => {
      const avatar = await train(asel);
      const imageId = await picture(avatar);
      await world.avatars.delete(asel.id, avatar.id, { withPictures: true });
      expect(await world.gallery.count(asel.id, {})).toBe(0);
      expect(await left()).toContain(`images/${asel.id}/${imageId}.jpg`);
      const [row] = await world.database.query('select * from avatars where id = $1', [avatar.id]);
      expect(row).toMatchObject({
        name: '',
        weights_url: null,
        weights_key: null,
        config_key: null,
        preview_key: null,
        is_main: false,
      });
    });

    it('should not be found any more, nor be used', async () => {
      const avatar = await train(asel);
      await world.avatars.delete(asel.id, avatar.id, { withPictures: false });
      expect(await world.avatars.get(avatar.id)).toBeNull();
      expect(await world.avatars.find(asel.id, avatar.id)).toBeNull();
      expect(await world.avatars.list(asel.id)).toEqual([]);
      expect(await world.avatars.rename(asel.id, avatar.id, 'Ghost')).toBe(false);
      expect(await world.avatars.setMain(asel.id, avatar.id)).toBe(false);
      const wish = { avatarId: avatar.id, prompt: 'a castle', ownerId: asel.id, chat: asel.chat };
      expect(await world.orders.begin(wish)).toMatchObject({ outcome: 'stale' });
      expect(await world.trainings.start(asel.id, avatar.id, asel.chat)).toEqual({
        outcome: 'stale',
      });
    });

    it('should be deleted once, however often and fast it is tapped, and by nobody else', async () => {
      const avatar = await train(asel);
      const dana = await Someone.with(world, 0);
      const options = { withPictures: false };
      expect(await world.avatars.delete(dana.id, avatar.id, options)).toBe('stale');
      const taps = await Promise.all(
        [1, 2, 3].map(() => world.avatars.delete(asel.id, avatar.id, options)),
      );
      expect(taps.sort()).toEqual(['deleted', 'stale', 'stale']);
    });

    it('should not go while FAL is at work on them', async () => {
      const id = await asel.startTraining();
      const { avatarId } = (await world.trainings.get(id))!;
      const options = { withPictures: true };
      expect(await world.avatars.delete(asel.id, avatarId, options)).toBe('in-training');
      expect((await world.avatars.get(avatarId))?.status).toBe('training');
    });

    it('should go whole as drafts, and leave their row when a training refers to it', async () => {
      const draft = await asel.draft();
      const photo = await asel.send(draft, await uniquePhoto());
      await world.avatars.delete(asel.id, draft.id, { withPictures: false });
      const rowOf = (id: string) =>
        world.database.query('select deleted_at from avatars where id = $1', [id]);
      expect(await rowOf(draft.id)).toEqual([]);
      expect(await left()).toContain(photo.objectKey);

      const trainingId = await asel.startTraining();
      const { avatarId } = (await world.trainings.get(trainingId))!;
      await world.trainings.cancel(asel.id, trainingId);
      await world.trainingSaga.submit(trainingId);
      expect(await world.avatars.reopen(asel.id, avatarId)).toBe('opened');
      expect(await world.avatars.discardDraft(asel.id)).toBe(true);
      expect(await rowOf(avatarId)).toEqual([{ deleted_at: expect.any(Date) as Date }]);
      expect((await asel.draft()).id).not.toBe(avatarId);
    });

    it('should stay deleted when a training that was given up succeeds after all', async () => {
      const id = await asel.startTraining();
      const { avatarId } = (await world.trainings.get(id))!;
      await world.trainingSaga.submit(id);
      const { requestId } = world.fal.last;
      await world.database.query(
        `update trainings set submitted_at = now() - interval '4 hours' where id = $1`,
        [id],
      );
      await world.trainingSaga.collect(id);
      await world.avatars.delete(asel.id, avatarId, { withPictures: false });
      await world.database.query(
        `update trainings set status = 'submitted', settled_at = null where id = $1`,
        [id],
      );
      world.fal.end(requestId, {
        diffusers_lora_file: { url: world.fal.file('weights') },
        config_file: { url: world.fal.file('{}') },
      });
      const collected = world.trainingSaga.collect(id);
      await collected.catch((error: Error) => world.trainingSaga.giveUp(id, error));
      expect(await world.avatars.list(asel.id)).toEqual([]);
      expect((await world.trainings.get(id))?.status).toBe('failed');
      expect(await asel.balance()).toBe(1_000);
    });
  });

  describe('whose training failed', () => {
    const failed = async () => {
      const id = await asel.startTraining();
      await world.trainings.cancel(asel.id, id);
      await world.trainingSaga.submit(id);
      return (await world.trainings.get(id))!.avatarId;
    };

    it('should be opened again with the photos that are there', async () => {
      const avatarId = await failed();
      expect(await world.avatars.reopen(asel.id, avatarId)).toBe('opened');
      expect(await world.avatars.reopen(asel.id, avatarId)).toBe('opened');
      expect((await world.avatars.draftOf(asel.id))?.id).toBe(avatarId);
      expect((await world.photos.counts(avatarId)).accepted).toBe(10);
    });

    it('should wait for the draft that its owner has begun', async () => {
      const avatarId = await failed();
      await asel.draft();
      expect(await world.avatars.reopen(asel.id, avatarId)).toBe('draft-first');
      expect((await world.avatars.get(avatarId))?.status).toBe('failed');
    });

    it('should not be opened by a stranger, nor when there is nothing to open', async () => {
      const dana = await Someone.with(world, 0);
      expect(await world.avatars.reopen(dana.id, await failed())).toBe('stale');
      expect(await world.avatars.reopen(dana.id, randomUUID())).toBe('stale');
    });
  });
});

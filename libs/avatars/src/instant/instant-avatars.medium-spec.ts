import { openWorld, Someone, uniquePhoto, type World } from '../avatars-world.fixture';

describe('an instant avatar', () => {
  let world: World;
  let asel: Someone;
  beforeAll(async () => {
    world = await openWorld();
  });
  afterAll(() => world.close());
  beforeEach(async () => {
    asel = await Someone.with(world, 100);
  });

  const begin = () =>
    world.avatars.createDraft({
      ownerId: asel.id,
      name: 'Asel',
      gender: 'female',
      kind: 'instant',
    });
  const announcements = async () =>
    (await asel.notices()).filter(({ notice }) => notice.kind === 'avatar-ready');

  it('should be ready with its first good photo, which stays as its reference', async () => {
    const draft = await begin();
    const photo = await asel.send(draft, await uniquePhoto());
    const avatar = (await world.avatars.get(draft.id))!;
    expect(avatar).toMatchObject({
      kind: 'instant',
      status: 'ready',
      isMain: true,
      referenceKey: photo.objectKey,
      previewKey: photo.objectKey,
    });
    expect(avatar.readyAt).not.toBeNull();
    expect(await announcements()).toHaveLength(1);
    expect(await asel.balance()).toBe(100);
    await world.database.query('update object_removals set not_before = now()');
    expect(await world.removals.due(10_000)).not.toContain(photo.objectKey);
  });

  it('should wait for another photo when the first will not do', async () => {
    const draft = await begin();
    await asel.send(draft, await uniquePhoto(300));
    expect((await world.avatars.get(draft.id))?.status).toBe('draft');
    await asel.send(draft, await uniquePhoto());
    expect((await world.avatars.get(draft.id))?.status).toBe('ready');
  });

  it('should be announced once when several photos come at the same time', async () => {
    const draft = await begin();
    const photos = await Promise.all(
      [1, 2, 3].map(async () => {
        const added = await asel.announce(draft);
        if (added.outcome !== 'added') throw new Error(added.outcome);
        await world.photos.get(added.photoId);
        return added.photoId;
      }),
    );
    for (const id of photos) await asel.store(id, await uniquePhoto());
    await Promise.all(photos.map((id) => world.photoCheck.check(id)));
    expect(await announcements()).toHaveLength(1);
    const { referenceKey } = (await world.avatars.get(draft.id))!;
    expect(photos.some((id) => referenceKey!.includes(id))).toBe(true);
  });

  it('should lose its photo with the avatar', async () => {
    const draft = await begin();
    const photo = await asel.send(draft, await uniquePhoto());
    await world.avatars.delete(asel.id, draft.id, { withPictures: false });
    await world.database.query('update object_removals set not_before = now()');
    expect(await world.removals.due(10_000)).toContain(photo.objectKey);
  });

  it('should not be trained as it is', async () => {
    const draft = await begin();
    expect(await world.trainings.start(asel.id, draft.id, asel.chat)).toEqual({ outcome: 'stale' });
  });
});

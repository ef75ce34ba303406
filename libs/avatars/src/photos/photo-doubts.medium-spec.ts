import { copyOf, photoOf, photosOf, spoiltPhotos } from '@aisha/testing';
import type { Avatar } from '@aisha/database';
import { openWorld, Someone, type World } from '../avatars-world.fixture';

describe('photos that a person is asked about', () => {
  let world: World;
  let asel: Someone;
  let avatar: Avatar;
  beforeAll(async () => {
    world = await openWorld();
  });
  beforeEach(async () => {
    asel = await Someone.with(world, 0);
    avatar = await asel.draft();
  });
  afterAll(() => world.close());

  const kinds = async () => (await asel.notices()).map(({ notice }) => notice.kind);
  const counts = () => world.photos.counts(avatar.id);
  const album = async (photos: Buffer[]) => {
    const ids: string[] = [];
    for (const photo of photos) {
      const added = await asel.announce(avatar);
      if (added.outcome !== 'added') throw new Error(added.outcome);
      await asel.store(added.photoId, photo);
      ids.push(added.photoId);
    }
    return ids;
  };

  it('should ask about a blurred photo and keep its picture', async () => {
    const photo = await asel.send(avatar, await spoiltPhotos.blurred());
    expect(photo).toMatchObject({ status: 'doubtful', doubts: ['blurry'], refusal: null });
    expect(await world.storage.head(photo.objectKey!)).not.toBeNull();
    expect(await kinds()).toEqual(['photo-doubtful', 'avatar-photos-progress']);
    expect(await counts()).toEqual({ accepted: 0, pending: 0, doubtful: 1, refused: 0 });
  });

  it('should take ten different photos of one person without a question', async () => {
    for (const photo of await photosOf('first', 10)) await asel.send(avatar, photo);
    expect(await counts()).toEqual({ accepted: 10, pending: 0, doubtful: 0, refused: 0 });
  });

  it('should ask about one of two photos alike, even when both are checked at once', async () => {
    const ids = await album([await photoOf('first', 2), await copyOf('first', 2)]);
    await Promise.all(ids.map((id) => world.photoCheck.check(id)));
    expect(await counts()).toMatchObject({ accepted: 1, doubtful: 1 });
    const photos = await Promise.all(ids.map((id) => asel.photo(id)));
    expect(photos.flatMap(({ doubts }) => doubts)).toEqual(['near-duplicate']);
  });

  it('should find the person of most photos, although somebody else came first', async () => {
    const stranger = await asel.send(avatar, await photoOf('second', 0));
    expect(stranger.status).toBe('accepted');
    const first = await asel.send(avatar, await photoOf('first', 0));
    expect(first).toMatchObject({ status: 'doubtful', doubts: ['other-person'] });
    await asel.send(avatar, await photoOf('first', 1));
    expect(await asel.photo(first.id)).toMatchObject({ status: 'accepted', doubts: [] });
    expect(await asel.photo(stranger.id)).toMatchObject({
      status: 'doubtful',
      doubts: ['other-person'],
    });
    expect(await counts()).toMatchObject({ accepted: 2, doubtful: 1 });
  });

  it('should take a kept photo once and not ask again, however often it is tapped', async () => {
    const photo = await asel.send(avatar, await photoOf('second', 0));
    for (const each of await photosOf('first', 2)) await asel.send(avatar, each);
    expect((await asel.photo(photo.id)).status).toBe('doubtful');
    const taps = [1, 2, 3].map(() => world.photoChoices.keep(asel.id, photo.id));
    expect((await Promise.all(taps)).every((kept) => kept?.id === photo.id)).toBe(true);
    expect((await asel.photo(photo.id)).status).toBe('accepted');
    await asel.send(avatar, await photoOf('first', 2));
    expect((await asel.photo(photo.id)).status).toBe('accepted');
  });

  it('should let a removed photo go with its object, and make room', async () => {
    const photo = await asel.send(avatar, await spoiltPhotos.dark());
    const taps = [1, 2].map(() => world.photoChoices.remove(asel.id, photo.id));
    expect((await Promise.all(taps)).every((removed) => removed?.id === photo.id)).toBe(true);
    expect(await world.removals.due(10_000)).toContain(photo.objectKey);
    expect(await asel.photo(photo.id)).toMatchObject({
      ...{ status: 'removed', objectKey: null, faceDescriptor: null, perceptualHash: null },
    });
    expect(await counts()).toEqual({ accepted: 0, pending: 0, doubtful: 0, refused: 0 });
    expect(await asel.send(avatar, await spoiltPhotos.dark())).toMatchObject({
      status: 'doubtful',
    });
  });

  it("should leave a stranger's photos alone", async () => {
    const dana = await Someone.with(world, 0);
    const photo = await asel.send(avatar, await spoiltPhotos.dark());
    expect(await world.photoChoices.keep(dana.id, photo.id)).toBeNull();
    expect(await world.photoChoices.remove(dana.id, photo.id)).toBeNull();
    expect(await world.photoChoices.shown(dana.id, avatar.id, photo.id)).toBeNull();
    expect((await asel.photo(photo.id)).status).toBe('doubtful');
  });

  it('should not keep a photo that was removed', async () => {
    const photo = await asel.send(avatar, await spoiltPhotos.dark());
    await world.photoChoices.remove(asel.id, photo.id);
    expect(await world.photoChoices.keep(asel.id, photo.id)).toBeNull();
  });

  it('should know the numbers of photos as they came, and their neighbours', async () => {
    const [one, two, three] = [
      await asel.send(avatar, await photoOf('first', 0)),
      await asel.send(avatar, Buffer.from('not a photo')),
      await asel.send(avatar, await photoOf('first', 1)),
    ];
    const numbers = [one, two, three].map((photo) => world.photos.numberOf(photo));
    expect(await Promise.all(numbers)).toEqual([1, 2, 3]);
    expect(await world.photoChoices.shown(asel.id, avatar.id)).toMatchObject({
      ...{ photo: { id: one.id }, position: 1, total: 2, nextId: three.id },
    });
    expect(await world.photoChoices.shown(asel.id, avatar.id, two.id)).toBeNull();
  });

  it('should keep no face of an instant avatar, which is ready with one photo', async () => {
    const dana = await Someone.with(world, 0);
    const wish = { ownerId: dana.id, name: 'Dana', gender: 'female', kind: 'instant' } as const;
    const instant = await world.avatars.createDraft(wish);
    const photo = await dana.send(instant, await spoiltPhotos.blurred());
    expect(photo).toMatchObject({ status: 'doubtful', objectKey: expect.any(String) as string });
    await world.photoChoices.keep(dana.id, photo.id);
    expect((await world.avatars.get(instant.id))?.status).toBe('ready');
    expect(await dana.photo(photo.id)).toMatchObject({
      ...{ faceDescriptor: null, perceptualHash: null },
    });
  });

  it('should forget faces once the photos are released', async () => {
    const photo = await asel.send(avatar, await photoOf('first', 0));
    expect(photo.faceDescriptor).toHaveLength(128);
    await world.database.transaction(() => world.photoFiles.release(avatar.id, 0));
    expect(await asel.photo(photo.id)).toMatchObject({
      ...{ faceDescriptor: null, perceptualHash: null },
    });
  });
});

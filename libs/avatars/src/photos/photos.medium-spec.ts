import sharp from 'sharp';
import { openWorld, Someone, uniquePhoto, type World } from '../avatars-world.fixture';
import { MAX_PHOTOS } from './photo-rules';

describe('the photos of an avatar', () => {
  let world: World;
  beforeAll(async () => {
    world = await openWorld();
  });
  afterAll(() => world.close());

  it('should keep an accepted photo as an upright JPEG and let what came go', async () => {
    const asel = await Someone.with(world, 0);
    const avatar = await asel.draft();
    const png = await sharp(await uniquePhoto(700))
      .png()
      .toBuffer();
    const photo = await asel.send(avatar, png);
    const key = `avatars/${asel.id}/${avatar.id}/photos/${photo.id}.jpg`;
    expect(photo).toMatchObject({ status: 'accepted', objectKey: key, width: 700, height: 700 });
    const stored = await world.storage.get(key);
    stored.body.destroy();
    expect(stored.contentType).toBe('image/jpeg');
    const file = await world.incoming.find(photo.fileId);
    expect(file?.status).toBe('removed');
    expect(await world.removals.due(1_000)).toContain(file?.objectKey);
    const [said] = await asel.notices();
    expect(said).toMatchObject({
      notice: { kind: 'avatar-photos-progress', avatarId: avatar.id },
      slot: `photos-${avatar.id}`,
      key: `photo-progress-${photo.id}-after-pending`,
    });
  });

  it('should refuse the same photo twice, but not for another avatar', async () => {
    const [asel, dana] = [await Someone.with(world, 0), await Someone.with(world, 0)];
    const bytes = await uniquePhoto();
    const avatar = await asel.draft();
    await asel.send(avatar, bytes);
    expect(await asel.send(avatar, bytes)).toMatchObject({
      status: 'refused',
      refusal: 'duplicate',
    });
    expect((await asel.notices()).at(-1)?.notice.kind).toBe('photo-refused');
    expect(await dana.send(await dana.draft(), bytes)).toMatchObject({ status: 'accepted' });
  });

  it('should accept one of several copies that are checked at the same time', async () => {
    const asel = await Someone.with(world, 0);
    const avatar = await asel.draft();
    const bytes = await uniquePhoto();
    const copies = await Promise.all([1, 2, 3].map(() => asel.announce(avatar)));
    const ids = copies.flatMap((copy) => (copy.outcome === 'added' ? copy.photoId : []));
    for (const id of ids) await asel.store(id, bytes);
    await Promise.all(ids.map((id) => world.photoCheck.check(id)));
    expect(await world.photos.counts(avatar.id)).toMatchObject({
      accepted: 1,
      pending: 0,
      refused: 2,
    });
  });

  it('should never take more than the limit, however the items of an album arrive', async () => {
    const asel = await Someone.with(world, 0);
    const avatar = await asel.draft();
    const added = await Promise.all(Array.from({ length: 25 }, () => asel.announce(avatar)));
    const outcomes = added.map(({ outcome }) => outcome);
    expect(outcomes.filter((outcome) => outcome === 'added')).toHaveLength(MAX_PHOTOS);
    expect(outcomes.filter((outcome) => outcome === 'full')).toHaveLength(5);
    expect(await world.photos.counts(avatar.id)).toMatchObject({
      accepted: 0,
      pending: 20,
      refused: 0,
    });
  });

  it('should make room again when a photo is refused', async () => {
    const asel = await Someone.with(world, 0);
    const avatar = await asel.draft();
    const added = await Promise.all(Array.from({ length: 20 }, () => asel.announce(avatar)));
    const first = added[0]!.outcome === 'added' ? added[0]!.photoId : '';
    expect((await asel.announce(avatar)).outcome).toBe('full');
    await world.photos.fileFailed((await asel.photo(first)).fileId, 'gone');
    expect(await asel.photo(first)).toMatchObject({ status: 'refused', refusal: 'not-received' });
    expect((await asel.announce(avatar)).outcome).toBe('added');
  });

  it("should take no photo for a stranger's avatar", async () => {
    const [asel, dana] = [await Someone.with(world, 0), await Someone.with(world, 0)];
    expect((await dana.announce(await asel.draft())).outcome).toBe('stale');
  });

  it('should say once that a photo is refused, however often it is checked', async () => {
    const asel = await Someone.with(world, 0);
    const photo = await asel.send(await asel.draft(), await uniquePhoto(300));
    await world.photoCheck.check(photo.id);
    await world.photoCheck.giveUp(photo.id);
    expect(photo).toMatchObject({ status: 'refused', refusal: 'too-small', objectKey: null });
    expect(await asel.notices()).toHaveLength(1);
  });

  it('should forget a discarded draft with all that lies in the storage', async () => {
    const asel = await Someone.with(world, 0);
    const avatar = await asel.draft();
    const photo = await asel.send(avatar, await uniquePhoto());
    await asel.announce(avatar);
    expect(await world.avatars.discardDraft(asel.id)).toBe(true);
    expect(await world.avatars.draftOf(asel.id)).toBeNull();
    expect(await world.avatars.discardDraft(asel.id)).toBe(false);
    expect(await world.removals.due(1_000)).toContain(photo.objectKey);
  });

  it('should leave nothing of a photo whose draft was discarded while it was checked', async () => {
    const asel = await Someone.with(world, 0);
    const avatar = await asel.draft();
    const added = await asel.announce(avatar);
    if (added.outcome !== 'added') throw new Error(added.outcome);
    await asel.store(added.photoId, await uniquePhoto());
    await Promise.all([world.photoCheck.check(added.photoId), world.avatars.discardDraft(asel.id)]);
    const key = `avatars/${asel.id}/${avatar.id}/photos/${added.photoId}.jpg`;
    await world.database.query(`update object_removals set not_before = now()`);
    const isStored = (await world.storage.head(key)) !== null;
    expect(!isStored || (await world.removals.due(10_000)).includes(key)).toBe(true);
  });

  it('should strike an object off the list of removals that is in use after all', async () => {
    const asel = await Someone.with(world, 0);
    const photo = await asel.send(await asel.draft(), await uniquePhoto());
    await world.database.query(
      `update object_removals set not_before = now() where object_key = $1`,
      [photo.objectKey],
    );
    expect(await world.removals.due(10_000)).not.toContain(photo.objectKey);
  });

  it('should go on with the draft that a person has', async () => {
    const asel = await Someone.with(world, 0);
    const drafts = await Promise.all([asel.draft(), asel.draft(), asel.draft()]);
    expect(new Set(drafts.map(({ id }) => id)).size).toBe(1);
    expect(await world.avatars.list(asel.id)).toHaveLength(1);
  });
});

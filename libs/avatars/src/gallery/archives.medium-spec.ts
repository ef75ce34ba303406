import { VOLUME_LIMITS } from '@aisha/integrations';
import { eventually } from '@aisha/testing';
import { openWorld, Someone, startSweeps, type World } from '../avatars-world.fixture';
import { zipEntries } from '@aisha/testing';

import { keep, readyAvatar } from './gallery.fixture';

const PICTURE_BYTES = 10_000;

describe('an archive', () => {
  let world: World;
  let asel: Someone;
  let avatarId: string;
  beforeAll(async () => {
    world = await openWorld();
  });
  afterAll(() => world.close());
  beforeEach(async () => {
    asel = await Someone.with(world, 0);
    avatarId = await readyAvatar(world, asel);
  });

  const made = async (favourite = false) => {
    const id = await keep(world, asel, { avatarId, favourite });
    const bytes = Buffer.alloc(PICTURE_BYTES, id);
    await world.storage.put(`images/${asel.id}/${id}.jpg`, bytes, { contentType: 'image/jpeg' });
    return { id, bytes };
  };
  const request = (filter = {}) => world.archives.request(asel.id, filter, asel.chat);
  const started = async (filter = {}) => {
    const requested = await request(filter);
    if (requested.outcome !== 'started') throw new Error(requested.outcome);
    return requested.archiveId;
  };
  const contentsOf = async (archiveId: string) => {
    const { volumes } = (await world.archives.get(archiveId))!;
    const zips = await Promise.all(volumes.map((key) => world.storage.getBytes(key)));
    return Promise.all(zips.map(zipEntries));
  };

  it('should hold the pictures of the filter in full, the newest first', async () => {
    const [first, , third] = [await made(true), await made(), await made(true)];
    const archiveId = await started({ favourite: true });
    await world.galleryPacking.pack(archiveId);
    expect(await world.archives.get(archiveId)).toMatchObject({
      status: 'ready',
      packed: 2,
      leftOut: 0,
    });
    const [entries] = await contentsOf(archiveId);
    expect(entries!.map(({ bytes }) => bytes)).toEqual([third.bytes, first.bytes]);
    expect(entries!.map(({ name }) => name)).toEqual([
      expect.stringMatching(/^0001-\d{4}-\d\d-\d\d\.jpg$/),
      expect.stringMatching(/^0002-/),
    ]);
    expect(await asel.notices()).toMatchObject([
      { notice: { kind: 'gallery-archive', archiveId, volume: 1 }, slot: `archive-${archiveId}` },
    ]);
  });

  it('should be cut into volumes, and say how many pictures found no room', async () => {
    for (let i = 0; i < 6; i += 1) await made();
    const archiveId = await started();
    const archive = (await world.archives.begin(archiveId))!;
    const volumeBytes = 2 * PICTURE_BYTES + 1_000;
    const packed = await world.archiveVolumes.write(archive, {
      ...VOLUME_LIMITS,
      volumeBytes,
      volumes: 2,
    });
    expect(packed).toMatchObject({
      packed: 4,
      leftOut: 2,
      volumes: [expect.any(String), expect.any(String)],
    });
    await world.archives.deliver(archive, packed);
    const contents = await contentsOf(archiveId);
    expect(contents.map(({ length }) => length)).toEqual([2, 2]);
    for (const key of packed.volumes) {
      expect((await world.storage.head(key))!.size).toBeLessThanOrEqual(volumeBytes);
    }
    expect((await asel.notices()).map(({ notice, slot }) => [notice, slot])).toEqual([
      [{ kind: 'gallery-archive', archiveId, volume: 1 }, `archive-${archiveId}`],
      [{ kind: 'gallery-archive', archiveId, volume: 2 }, null],
    ]);
  });

  it('should leave out what was deleted before its turn came', async () => {
    const [kept, removed, lost] = [await made(), await made(), await made()];
    const archiveId = await started();
    await world.galleryChanges.remove(asel.id, [removed.id]);
    await world.storage.delete([`images/${asel.id}/${lost.id}.jpg`]);
    await world.galleryPacking.pack(archiveId);
    expect(await world.archives.get(archiveId)).toMatchObject({ packed: 1, leftOut: 0 });
    const [entries] = await contentsOf(archiveId);
    expect(entries!.map(({ bytes }) => bytes)).toEqual([kept.bytes]);
  });

  it('should be one for each person at a time, however often it is asked for', async () => {
    await made();
    const outcomes = (await Promise.all([request(), request(), request()])).map(
      ({ outcome }) => outcome,
    );
    expect(outcomes.sort()).toEqual(['busy', 'busy', 'started']);
    const [{ id }] = (await world.database.query<{ id: string }>(
      'select id from archives where owner_id = $1',
      [asel.id],
    )) as [{ id: string }];
    await world.galleryPacking.pack(id);
    expect(await request()).toEqual({ outcome: 'busy' }); // the second tap of the same finger
    await world.database.query(`update archives set created_at = now() - interval '1 minute'`);
    expect(await request()).toMatchObject({ outcome: 'started' });
  });

  it('should not be begun when there is nothing to pack', async () => {
    await made();
    expect(await request({ favourite: true })).toEqual({ outcome: 'empty' });
  });

  it('should be delivered once when two workers pack it', async () => {
    await made();
    const archiveId = await started();
    await Promise.all([world.galleryPacking.pack(archiveId), world.galleryPacking.pack(archiveId)]);
    await world.galleryPacking.pack(archiveId);
    expect(await asel.notices()).toHaveLength(1);
    expect(await contentsOf(archiveId)).toHaveLength(1);
  });

  it('should let its volumes go after a day', async () => {
    await made();
    const archiveId = await started();
    await world.galleryPacking.pack(archiveId);
    const { volumes } = (await world.archives.get(archiveId))!;
    expect(await world.removals.due(1_000)).not.toContain(volumes[0]);
    await world.database.query(
      `update object_removals set not_before = not_before - interval '1 day' where object_key = $1`,
      [volumes[0]],
    );
    expect(await world.removals.due(1_000)).toContain(volumes[0]);
  });

  it('should end with a word when it takes too long, leaving the storage to the sweep', async () => {
    await made();
    const archiveId = await started();
    const archive = (await world.archives.begin(archiveId))!;
    await expect(world.archiveVolumes.write(archive, { ...VOLUME_LIMITS, ms: -1 })).rejects.toThrow(
      'packing took more than',
    );
    await world.galleryPacking.giveUp(archiveId);
    await world.galleryPacking.giveUp(archiveId);
    expect(await world.archives.get(archiveId)).toMatchObject({ status: 'failed' });
    expect(await asel.notices()).toMatchObject([
      { notice: { kind: 'gallery-archive-failed', archiveId } },
    ]);
  });

  it('should be given up by the sweep when nobody has packed it for an hour', async () => {
    await made();
    const archiveId = await started();
    await world.database.query(
      `update archives set created_at = now() - interval '2 hours' where id = $1`,
      [archiveId],
    );
    const sweeps = await startSweeps(world);
    try {
      await eventually(async () =>
        expect(await world.archives.get(archiveId)).toMatchObject({ status: 'failed' }),
      );
    } finally {
      await sweeps.close();
    }
  });
});

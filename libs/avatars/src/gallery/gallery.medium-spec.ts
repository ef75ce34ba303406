import type { GalleryFilter } from '@aisha/contracts';
import { openWorld, Someone, type World } from '../avatars-world.fixture';
import { type Kept, keep, readyAvatar } from './gallery.fixture';

describe('the gallery', () => {
  let world: World;
  let asel: Someone;
  let dana: Someone;
  let avatarId: string;
  beforeAll(async () => {
    world = await openWorld();
  });
  afterAll(() => world.close());
  beforeEach(async () => {
    [asel, dana] = [await Someone.with(world, 0), await Someone.with(world, 0)];
    avatarId = await readyAvatar(world, asel);
  });

  const made = (kept: Kept = {}) => keep(world, asel, { avatarId, ...kept });
  const idsOf = async (filter: GalleryFilter, page = 0) =>
    (await world.gallery.page(asel.id, filter, page)).pictures.map(({ id }) => id);

  it('should show a picture between its neighbours, the newest first', async () => {
    const oldest = await made();
    const middle = await made();
    const newest = await made();
    const place = (id: string) => world.gallery.place(asel.id, id);
    expect(await place(newest)).toMatchObject({
      image: { id: newest, objectKey: `images/${asel.id}/${newest}.jpg`, favourite: false },
      position: 1,
      total: 3,
      previousId: null,
      nextId: middle,
    });
    expect(await place(middle)).toMatchObject({
      position: 2,
      previousId: newest,
      nextId: oldest,
    });
    expect(await place(oldest)).toMatchObject({ position: 3, nextId: null });
  });

  it('should tell apart pictures that were made in the same moment', async () => {
    const ids = [await made(), await made(), await made()];
    await world.database.query('update images set created_at = now() where id = any($1)', [ids]);
    const shown = await idsOf({});
    expect([...shown].sort()).toEqual([...ids].sort());
    const places = await Promise.all(shown.map((id) => world.gallery.place(asel.id, id)));
    expect(places.map((place) => place?.position)).toEqual([1, 2, 3]);
    expect(places.map((place) => place?.nextId)).toEqual([shown[1], shown[2], null]);
  });

  it('should have pages of nine, and show the last one to who asks for more', async () => {
    const ids: string[] = [];
    for (let i = 0; i < 10; i += 1) ids.unshift(await made());
    expect(await idsOf({})).toEqual(ids.slice(0, 9));
    expect(await world.gallery.page(asel.id, {}, 7)).toMatchObject({
      page: 1,
      pages: 2,
      total: 10,
      pictures: [{ id: ids[9] }],
    });
    expect(await world.gallery.page(dana.id, {}, 3)).toEqual({
      pictures: [],
      page: 0,
      pages: 1,
      total: 0,
    });
  });

  it('should be filtered by avatar, favourite, date, style and words, and by all of them', async () => {
    const other = await readyAvatar(world, asel, 'Other');
    const wanted = { favourite: true, styleId: 'noir', prompt: 'a 100% Red_Square' };
    const chosen = await made(wanted);
    const near = [
      await made({ ...wanted, avatarId: other }),
      await made({ ...wanted, favourite: false }),
      await made({ ...wanted, styleId: undefined }),
      await made({ ...wanted, prompt: 'a 100 Red Square' }),
      await made({ ...wanted, daysAgo: 8 }),
    ];
    const without = (index: number) => [chosen, ...near].filter((id) => id !== near[index]).sort();
    const sorted = async (filter: GalleryFilter) => (await idsOf(filter)).sort();
    expect(await sorted({ avatarId })).toEqual(without(0));
    expect(await sorted({ favourite: true })).toEqual(without(1));
    expect(await sorted({ styleId: 'noir' })).toEqual(without(2));
    expect(await sorted({ words: '100% rED_' })).toEqual(without(3));
    expect(await sorted({ days: 7 })).toEqual(without(4));
    const all: GalleryFilter = {
      avatarId,
      favourite: true,
      days: 7,
      styleId: 'noir',
      words: 'red_',
    };
    expect(await idsOf(all)).toEqual([chosen]);
    expect(await world.gallery.place(asel.id, chosen, all)).toMatchObject({
      position: 1,
      total: 1,
    });
    expect(await world.gallery.place(asel.id, near[0]!, all)).toBeNull();
    expect(await idsOf({ words: '\\' })).toEqual([]);
  });

  it('should find words of any language in any case', async () => {
    const moon = await made({ prompt: 'Я гуляю по Луне' });
    await made({ prompt: 'дома' });
    expect(await idsOf({ words: 'луне' })).toEqual([moon]);
  });

  it('should offer what the pictures were made with, the most used first', async () => {
    const second = await readyAvatar(world, asel, 'Second');
    await made({ styleId: 'noir' });
    await made({ styleId: 'anime' });
    await made({ styleId: 'anime', avatarId: second });
    expect(await world.galleryFacts.choices(asel.id)).toEqual({
      avatars: [
        { id: avatarId, name: 'Asel' },
        { id: second, name: 'Second' },
      ],
      styleIds: ['anime', 'noir'],
    });
    expect(await world.galleryFacts.choices(dana.id)).toEqual({ avatars: [], styleIds: [] });
  });

  it('should tell how a picture was made, to its owner', async () => {
    const id = await made({ prompt: 'on Mars', styleId: 'noir' });
    expect(await world.galleryFacts.details(asel.id, id)).toMatchObject({
      prompt: 'on Mars',
      avatarName: 'Asel',
      aspectRatio: '1:1',
      styleId: 'noir',
      createdAt: expect.any(Date),
    });
    expect(await world.galleryFacts.details(dana.id, id)).toBeNull();
  });

  it('should keep favourites, each press meaning the same however often it comes', async () => {
    const id = await made();
    const set = (ownerId: string, on: boolean) =>
      world.galleryChanges.setFavourite(ownerId, id, on);
    expect(await Promise.all([set(asel.id, true), set(asel.id, true)])).toEqual([true, true]);
    expect(await idsOf({ favourite: true })).toEqual([id]);
    expect(await set(dana.id, false)).toBe(false);
    expect(await idsOf({ favourite: true })).toEqual([id]);
    expect(await set(asel.id, false)).toBe(true);
    expect(await idsOf({ favourite: true })).toEqual([]);
  });

  it('should lose pictures once, with their objects, to their owner only', async () => {
    const [one, two, three] = [await made({ thumb: true }), await made(), await made()];
    expect(await world.galleryChanges.remove(dana.id, [one, two])).toBe(0);
    const counts = await Promise.all([
      world.galleryChanges.remove(asel.id, [one, two]),
      world.galleryChanges.remove(asel.id, [two, one]),
    ]);
    expect(counts.sort()).toEqual([0, 2]);
    expect(await idsOf({})).toEqual([three]);
    expect(await world.removals.due(1_000)).toEqual(
      expect.arrayContaining([
        `images/${asel.id}/${one}.jpg`,
        `images/${asel.id}/${one}-thumb.jpg`,
        `images/${asel.id}/${two}.jpg`,
      ]),
    );
    expect(await world.gallery.place(asel.id, one)).toBeNull();
    expect(await world.galleryFacts.details(asel.id, one)).toBeNull();
    expect(await world.galleryChanges.setFavourite(asel.id, one, true)).toBe(false);
  });

  it('should draw a page from thumbnails, and from pictures that have none', async () => {
    const [thumbed, plain] = [await made({ thumb: true }), await made()];
    const { pictures } = await world.gallery.page(asel.id, {}, 0);
    const sheet = world.contactSheets.of(asel.id, pictures);
    expect(sheet.key).toBe(world.contactSheets.of(asel.id, pictures).key);
    expect(world.contactSheets.of(asel.id, [...pictures].reverse()).key).not.toBe(sheet.key);
    const sharp = (await import('sharp')).default;
    const red = await sharp({ create: { width: 64, height: 64, channels: 3, background: 'red' } })
      .jpeg()
      .toBuffer();
    const thumbKey = `images/${asel.id}/${thumbed}-thumb.jpg`;
    await world.storage.put(thumbKey, red, { contentType: 'image/jpeg' });
    const { data, info } = await sharp(await sheet.make())
      .raw()
      .toBuffer({ resolveWithObject: true });
    expect([info.width, info.height]).toEqual([646, 320]);
    const redAt = (x: number) => data[(160 * info.width + x) * info.channels]!;
    expect(redAt(160)).toBeLessThan(60); // the newest has no object any more: its place is empty
    expect(redAt(480)).toBeGreaterThan(200);
    expect(pictures.map(({ id }) => id)).toEqual([plain, thumbed]);
  });
});

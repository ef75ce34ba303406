import sharp from 'sharp';
import type { GalleryFilter } from '@aisha/contracts';
import { openWorld, Someone, uniquePhoto, type World } from '../avatars-world.fixture';
import { contactSheet } from './contact-sheet';
import { keep, readyAvatar } from './gallery.fixture';

const PICTURES = 10_000;
/** Other people's, so that the indexes are as deep as they become. */
const OTHERS = 20_000;
const ROUNDS = 31;
/** Two volumes and a half. */
const PACKED = 110;
const PACKED_BYTES = 1_048_576;

const report = (line: string): void => void process.stdout.write(`${line}\n`);

/** Median milliseconds, after a few rounds that do not count. */
async function median(work: () => Promise<unknown>): Promise<string> {
  for (let round = 0; round < 3; round += 1) await work();
  const times: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const begun = performance.now();
    await work();
    times.push(performance.now() - begun);
  }
  return `${times.sort((a, b) => a - b)[Math.floor(ROUNDS / 2)]!.toFixed(1)} ms`;
}

describe('the gallery of a person with 10,000 pictures', () => {
  let world: World;
  let asel: Someone;
  let middle: string;
  beforeAll(async () => {
    world = await openWorld();
    asel = await Someone.with(world, 0);
    await fill(asel, PICTURES);
    await fill(await Someone.with(world, 0), OTHERS);
    await world.database.query('vacuum analyze images'); // as autovacuum does by itself
    const { pictures } = await world.gallery.page(asel.id, {}, 555);
    middle = pictures[4]!.id;
  });
  afterAll(() => world.close());

  /** Copies of one picture: prompts of about 300 characters, one in ten a favourite, 7 styles, over a year. */
  async function fill(someone: Someone, count: number): Promise<void> {
    const avatars = [await readyAvatar(world, someone), await readyAvatar(world, someone, 'Two')];
    const id = await keep(world, someone, { avatarId: avatars[0] });
    await world.database.query(
      `insert into images (owner_id, avatar_id, prompt, aspect_ratio, object_key, thumb_key, favourite,
         style_id, status, bot_id, chat_id, hold_id, trace_id, settled_at, created_at)
       select owner_id, ($2::uuid[])[1 + n % 2], 'картинка ' || n || repeat(' в лесу, under soft light', 12),
         aspect_ratio, object_key || n, object_key || n || 't', n % 10 = 0, 'style-' || n % 7, status, bot_id,
         chat_id, hold_id, trace_id, settled_at, created_at - n * interval '52 minutes'
       from images, generate_series(1, $3::int - 1) n where id = $1`,
      [id, avatars, count],
    );
  }

  const pages: [string, GalleryFilter, number][] = [
    ['first page', {}, 0],
    ['page in the middle', {}, 555],
    ['last page', {}, 1_111],
    ['first page of favourites', { favourite: true }, 0],
    ['first page of a style of the last 30 days', { styleId: 'style-3', days: 30 }, 0],
    ['first page of a search that finds one', { words: 'картинка 9876 ' }, 0],
    ['first page of a search that finds all', { words: 'SOFT' }, 0],
  ];

  it('prints how long queries take', async () => {
    for (const [name, filter, page] of pages) {
      report(`${name}: ${await median(() => world.gallery.page(asel.id, filter, page))}`);
    }
    report(`card in the middle: ${await median(() => world.gallery.place(asel.id, middle))}`);
    const searched = () => world.gallery.place(asel.id, middle, { words: 'soft' });
    report(`card in a search that finds all: ${await median(searched)}`);
    report(`choices of filters: ${await median(() => world.galleryFacts.choices(asel.id))}`);
  });

  it('prints how long packing takes, and what memory', async () => {
    const dana = await Someone.with(world, 0);
    const danas = await readyAvatar(world, dana);
    const picture = Buffer.alloc(PACKED_BYTES, 'picture');
    for (let count = 0; count < PACKED; count += 1) {
      const id = await keep(world, dana, { avatarId: danas });
      const key = `images/${dana.id}/${id}.jpg`;
      await world.storage.put(key, picture, { contentType: 'image/jpeg' });
    }
    const requested = await world.archives.request(dana.id, {}, dana.chat);
    if (requested.outcome !== 'started') throw new Error(requested.outcome);
    const before = process.memoryUsage.rss();
    let highest = before;
    const watch = setInterval(() => (highest = Math.max(highest, process.memoryUsage.rss())), 50);
    const begun = performance.now();
    await world.galleryPacking.pack(requested.archiveId);
    const seconds = ((performance.now() - begun) / 1_000).toFixed(1);
    clearInterval(watch);
    const { packed, volumes } = (await world.archives.get(requested.archiveId))!;
    const grown = Math.round((highest - before) / 1_048_576);
    report(
      `${packed} pictures of 1 MB in ${volumes.length} volumes: ${seconds} s, memory grew by ${grown} MB at most`,
    );
  });

  it('prints how long a sheet takes on one core', async () => {
    sharp.concurrency(1);
    const photo = await uniquePhoto(1_024);
    const thumb = await sharp(photo).resize(400).jpeg().toBuffer();
    for (const [name, bytes] of [
      ['thumbnails', thumb],
      ['full pictures', photo],
    ] as const) {
      const tiles = Array.from({ length: 9 }, (_, index) => ({ number: index + 1, bytes }));
      const before = process.memoryUsage.rss();
      const time = await median(() => contactSheet(tiles));
      const grown = Math.round((process.memoryUsage.rss() - before) / 1_048_576);
      const size = Math.round((await contactSheet(tiles)).length / 1_024);
      report(`sheet of nine ${name}: ${time}, ${size} KB, resident memory grew by ${grown} MB`);
    }
  });
});

import { VOLUME_LIMITS } from '@aisha/integrations';
import { eventually } from '@aisha/testing';
import { openWorld, type Somebody, withEverything, type World } from '../privacy-world.fixture';
import { zipEntries } from '@aisha/testing';

let people = 0;

describe('an export', () => {
  let world: World;
  let asel: Somebody;
  let name: string;
  beforeAll(async () => {
    world = await openWorld();
  });
  afterAll(() => world.close());
  beforeEach(async () => {
    people += 1;
    name = `exported-${people}-zq`;
    asel = await withEverything(world, name);
  });

  const request = () => world.exports.request(asel.user.id, asel.chat);
  const started = async () => {
    const requested = await request();
    if (requested.outcome !== 'started') throw new Error(requested.outcome);
    return requested.exportId;
  };
  const contentsOf = async (exportId: string) => {
    const { volumes } = (await world.exports.get(exportId))!;
    const zips = await Promise.all(volumes.map((key) => world.storage.getBytes(key)));
    const entries = (await Promise.all(zips.map(zipEntries))).flat();
    return new Map(entries.map(({ name, bytes }) => [name, bytes]));
  };
  const notices = async () =>
    (
      await world.database.query<{ notice: { kind: string } }>(
        `select notice from outbound_messages where chat_id = $1 and key like 'export-%' order by seq`,
        [asel.chat.chatId],
      )
    ).map(({ notice }) => notice);

  it('should hold what a person wrote, sent and made, and nothing of another', async () => {
    const other = await withEverything(world, `other-${people}-zq`);
    const exportId = await started();
    await world.packing.pack(exportId);
    const entries = await contentsOf(exportId);
    const json = (file: string) =>
      JSON.parse(String(entries.get(file))) as Record<string, unknown>[];
    expect(json('profile.json')).toEqual([
      expect.objectContaining({ 'first name': `${name}-first`, balance: '340' }),
    ]);
    expect(json('questions.json')).toMatchObject([
      { question: `${name}-question`, answer: `${name}-answer` },
    ]);
    expect(json('credits.json').map(({ what, credits }) => [what, credits])).toEqual([
      ['grant', '500'],
      ['reserve', '-150'],
      ['reserve', '-10'],
      ['capture', '0'],
    ]);
    const [picture] = json('pictures.json');
    expect(picture).toMatchObject({ description: `${name}-prompt`, avatar: `${name}-avatar` });
    const [file] = picture!['files'] as string[];
    expect(String(entries.get(file!))).toBe(`${name}-object-image`);
    const contents = [...entries].map(([path, bytes]) => `${path}: ${String(bytes)}`);
    for (const what of ['transcript', 'object-photo', 'object-preview', 'object-recording']) {
      expect(contents.filter((content) => content.includes(`${name}-${what}`))).not.toEqual([]);
    }
    const all = contents.join('\n');
    for (const secret of [
      ...other.traces,
      'object-weights',
      'TOK',
      'request',
      'face',
      name + '-sha',
    ]) {
      expect(all).not.toContain(secret);
    }
    expect(await notices()).toEqual([{ kind: 'export-ready', exportId, volume: 1 }]);
  });

  it('should be one at a time and one a day, however often it is asked for', async () => {
    const outcomes = (await Promise.all([request(), request(), request()])).map(
      ({ outcome }) => outcome,
    );
    expect(outcomes.sort()).toEqual(['busy', 'busy', 'started']);
    const [row] = await world.database.query<{ id: string }>(
      `select id from exports where owner_id = $1 and status = 'requested'`,
      [asel.user.id],
    );
    await world.packing.pack(row!.id);
    expect(await request()).toEqual({ outcome: 'too-soon', hours: 24 });
    await world.database.query(
      `update exports set created_at = created_at - interval '23 hours 10 minutes' where id = $1`,
      [row!.id],
    );
    expect(await request()).toEqual({ outcome: 'too-soon', hours: 1 });
    await world.database.query(
      `update exports set created_at = created_at - interval '1 hour' where id = $1`,
      [row!.id],
    );
    expect(await request()).toMatchObject({ outcome: 'started' });
  });

  it('should be cut into volumes, and say how many files found no room', async () => {
    for (const number of [1, 2, 3]) {
      const key = `images/${asel.user.id}/big-${number}.jpg`;
      await world.storage.put(key, Buffer.alloc(9_000, number), { contentType: 'image/jpeg' });
      await world.database.query(
        `insert into images (owner_id, avatar_id, prompt, aspect_ratio, object_key, status, bot_id, chat_id,
           hold_id, trace_id, settled_at)
         select owner_id, avatar_id, 'big', '1:1', $2, status, bot_id, chat_id, hold_id, 't', now()
         from images where id = $1`,
        [asel.imageId, key],
      );
    }
    const exportId = await started();
    const wanted = (await world.exports.begin(exportId))!;
    const limits = { ...VOLUME_LIMITS, volumeBytes: 10_000, volumes: 2 };
    const packed = await world.exportVolumes.write(wanted, limits);
    expect(packed.volumes).toHaveLength(2);
    expect(packed.leftOut).toBeGreaterThan(0);
    for (const key of packed.volumes) {
      expect((await world.storage.head(key))!.size).toBeLessThanOrEqual(limits.volumeBytes);
    }
    await world.exports.deliver(wanted, packed);
    expect(await notices()).toHaveLength(2);
  });

  it('should be sent once when two workers pack it, and its volumes be on the list of what goes', async () => {
    const exportId = await started();
    await Promise.all([world.packing.pack(exportId), world.packing.pack(exportId)]);
    expect(await notices()).toHaveLength(1);
    const { volumes } = (await world.exports.get(exportId))!;
    const listed = await world.database.query<{ days: number }>(
      `select round(extract(epoch from not_before - now()) / 86400)::int as days from object_removals
       where object_key = any($1)`,
      [volumes],
    );
    expect(listed).toEqual([{ days: 3 }]);
  });

  it('should be brought back when its job was lost, and given up after an hour with a word', async () => {
    const exportId = await started();
    await world.database.query(
      `update exports set created_at = now() - interval '2 hours' where id = $1`,
      [exportId],
    );
    const sweeps = await world.startSweeps();
    await eventually(async () =>
      expect(await notices()).toEqual([{ kind: 'export-failed', exportId }]),
    );
    await sweeps.close();
    expect(await request()).toMatchObject({ outcome: 'started' });
  });

  it('should hold nothing of somebody who was forgotten while it was packed', async () => {
    const exportId = await started();
    const wanted = (await world.exports.begin(exportId))!;
    const packed = await world.exportVolumes.write(wanted);
    const { digest } = await world.belongings.of(asel.user);
    const asked = await world.forgettings.request(asel.user, asel.chat, digest);
    if (asked.outcome !== 'leaving') throw new Error(asked.outcome);
    await world.saga.forget(asked.receipt);
    await world.exports.deliver(wanted, packed);
    expect(await notices()).toEqual([]);
    expect(await world.storage.head(packed.volumes[0]!)).toBeNull();
  });

  it('should take 200 pictures of half a megabyte within minutes', async () => {
    const bytes = Buffer.alloc(500_000, 7);
    for (let at = 0; at < 200; at += 1) {
      const key = `images/${asel.user.id}/many-${at}.jpg`;
      await world.storage.put(key, bytes, { contentType: 'image/jpeg' });
    }
    await world.database.query(
      `insert into images (owner_id, avatar_id, prompt, aspect_ratio, object_key, status, bot_id, chat_id,
         hold_id, trace_id, settled_at)
       select owner_id, avatar_id, 'many', '1:1', 'images/' || owner_id || '/many-' || n || '.jpg', status,
         bot_id, chat_id, hold_id, 't', now() from images, generate_series(0, 199) n where id = $1`,
      [asel.imageId],
    );
    const exportId = await started();
    const begun = performance.now();
    await world.packing.pack(exportId);
    const ms = performance.now() - begun;
    const { volumes } = (await world.exports.get(exportId))!;
    expect(volumes).toHaveLength(3);
    expect(ms).toBeLessThan(120_000);
    process.stdout.write(`200 pictures, 100 MB: packed in ${(ms / 1000).toFixed(1)} s\n`);
  }, 180_000);
});

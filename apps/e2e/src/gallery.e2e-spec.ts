import { buffer } from 'node:stream/consumers';
import { eventually } from '@aisha/testing';
import { type Entry, fromBuffer } from 'yauzl';
import { type KeptPicture, withPictures } from './harness/gallery';
import { welcomed } from './harness/journeys';
import { type Person, words } from './harness/person';
import { Stack } from './harness/stack';

type Shown = Awaited<ReturnType<Person['hears']>>;

const prompts = (count: number, of = 'picture') =>
  Array.from({ length: count }, (_, index) => `${of} ${index + 1}`);

describe('the gallery', () => {
  let stack: Stack;
  let person: Person;

  beforeAll(async () => {
    stack = await Stack.start();
  });
  afterAll(() => stack?.close());
  beforeEach(async () => {
    person = await welcomed(stack);
  });

  /** The data of a button of a message. */
  const dataOf = (message: Shown, label: RegExp): string =>
    message.buttons!.flat().find(({ text }) => label.test(text))!.callbackData!;
  const opened = async (heading: string) => {
    await person.say('/gallery');
    return person.hears(heading);
  };
  const documents = async () =>
    (await person.answers()).filter(({ media }) => media?.kind === 'document');
  const kept = async (pictures: KeptPicture[]) => {
    const rows = await stack.rows<{ id: string }>(
      'select id from images where id = any($1) and deleted_at is null',
      [pictures.map(({ id }) => id)],
    );
    return rows.map(({ id }) => id);
  };

  it('should turn pages in one message, and upload nothing for what was looked at before', async () => {
    await withPictures(stack, person, prompts(11));
    const first = await opened('11 pictures');
    expect(words(first)).toContain('page 1 of 2');
    expect(first.media?.kind).toBe('photo');
    expect([first.media?.width, first.media?.height]).toEqual([972, 972]);
    expect(first.buttons!.slice(0, 3).map((row) => row.map(({ text }) => text))).toEqual([
      ['1', '2', '3'],
      ['4', '5', '6'],
      ['7', '8', '9'],
    ]);
    await person.press('▶️');
    const second = await person.hears('page 2 of 2');
    expect(second.messageId).toBe(first.messageId);
    expect(second.media?.fileId).not.toBe(first.media?.fileId);
    await person.press('◀️');
    const again = await person.hears('page 1 of 2');
    expect(again.media?.fileId).toBe(first.media?.fileId); // a file that is uploaded gets an id of its own

    await person.press('3');
    const card = await person.hears(/3 of 11\s+picture 3/);
    expect(card.messageId).toBe(first.messageId);
    await person.press('▶️');
    await person.hears(/4 of 11\s+picture 4/);
    await person.press('◀️');
    expect((await person.hears(/3 of 11/)).media?.fileId).toBe(card.media?.fileId);
    await person.press(/Gallery/);
    expect((await person.hears('page 1 of 2')).media?.fileId).toBe(first.media?.fileId);
  });

  it('should give a picture as the file that it is, and tell how it was made', async () => {
    const [picture] = await withPictures(stack, person, ['a <b>bold</b> & 5 > 3 scene']);
    await opened('1 picture');
    await person.press('1');
    await person.hears(/1 of 1\s+a <b>bold/);
    await person.press(/As a file/);
    await eventually(async () => expect(await documents()).toHaveLength(1));
    await person.press(/As a file/);
    await eventually(async () => expect(await documents()).toHaveLength(2));
    const [file, again] = (await documents()).map(({ media }) => media!);
    expect(file!.fileName).toBe(`aisha-${picture!.id.slice(0, 8)}.jpg`);
    expect((await person.file(file!.fileId)).equals(picture!.bytes)).toBe(true);
    expect(again!.fileId).toBe(file!.fileId);

    await person.press(/Description/);
    const told = await person.hears('The description');
    expect(words(told)).toContain('a <b>bold</b> & 5 > 3 scene');
    expect(words(told)).toContain('👤 Anna');
    await person.press(/Back/);
    await person.hears(/1 of 1\s+a <b>bold/);
  });

  it('should narrow the choice by favourites and words, and show all again', async () => {
    await withPictures(stack, person, ['red moon', 'blue moon', '100% sun']);
    await opened('3 pictures');
    await person.press('2');
    await person.hears(/2 of 3\s+blue moon/);
    await person.press(/To favourites/);
    await person.hears(/blue moon/);
    await person.press(/⭐ Favourite/);
    await person.press(/To favourites/);
    await person.press(/Gallery/);
    await person.hears('3 pictures');
    await person.press(/Filters/);
    await person.press(/Only favourites/);
    await person.hears('⭐ favourites');
    await person.press(/Show$/);
    expect(words(await person.hears('1 picture'))).toContain('⭐ favourites');
    await person.press(/Show all/);
    await person.press(/Show$/);
    await person.hears('3 pictures');

    await person.press(/Search/);
    await person.hears('Write a part of the description');
    await person.say('x');
    await person.hears('The search needs 2 to 60 characters');
    await person.say('0%');
    expect(words(await person.hears('1 picture'))).toContain('🔍 “0%”');
    await person.press('1');
    await person.hears(/1 of 1\s+100% sun/);
    await person.press(/Gallery/);
    await person.press(/Search/);
    await person.hears('Write a part of the description');
    await person.say('nowhere');
    await person.hears('There are no such pictures');
    await person.press(/Show all/);
    await person.press(/Show$/);
    await person.hears('3 pictures');
  });

  it('should delete what was marked, with the objects, once for two presses', async () => {
    const pictures = await withPictures(stack, person, prompts(4));
    await opened('4 pictures');
    await person.press(/Select/);
    await person.hears('Chosen: 0');
    await person.press('2');
    await person.hears('Chosen: 1');
    await person.press('4');
    await person.hears('Chosen: 2');
    await person.press(/Delete 2/);
    const question = await person.hears('Delete the 2 chosen pictures for good?');
    const yes = dataOf(question, /Yes, delete/);
    const alerts = await Promise.all([
      person.pressData(question.messageId, yes),
      person.pressData(question.messageId, yes),
    ]);
    expect(alerts.filter((alert) => alert?.includes('out of date'))).toHaveLength(1);
    await person.hears('2 pictures');
    expect((await kept(pictures)).sort()).toEqual([pictures[0]!.id, pictures[2]!.id].sort());
    await eventually(async () => {
      const there = await Promise.all(pictures.map(({ key }) => stack.bucket.hasObject(key)));
      expect(there).toEqual([true, false, true, false]);
    });
  });

  it('should come as one zip for two presses', async () => {
    const pictures = await withPictures(stack, person, prompts(5));
    const page = await opened('5 pictures');
    const zip = dataOf(page, /zip/);
    const alerts = await Promise.all([
      person.pressData(page.messageId, zip),
      person.pressData(page.messageId, zip),
    ]);
    expect(alerts.filter((alert) => alert?.includes('being packed already'))).toHaveLength(1);
    const file = await person.hears('File 1 of 1, 5 pictures in all.');
    expect(file.media).toMatchObject({
      kind: 'document',
      fileName: expect.stringMatching(/^aisha-\d{4}-\d\d-\d\d\.zip$/),
    });
    const entries = await contentsOf(await person.file(file.media!.fileId));
    expect(entries.map((bytes) => bytes.equals(pictures[entries.indexOf(bytes)]!.bytes))).toEqual(
      Array.from({ length: 5 }, () => true),
    );
    expect(await documents()).toHaveLength(1);
    expect((await person.answers()).map(words)).not.toContainEqual(
      expect.stringContaining('Packing your pictures'),
    );
  });

  it('should pack what the filter shows, also when the worker is away at first', async () => {
    await withPictures(stack, person, ['moon one', 'sun', 'moon two']);
    await opened('3 pictures');
    await person.press(/Search/);
    await person.hears('Write a part of the description');
    await person.say('MOON');
    await person.hears('2 pictures');
    await stack.app('avatar-worker').stop('SIGKILL');
    await person.press(/zip/);
    await person.hears('Packing your pictures');
    stack.app('avatar-worker').start();
    const file = await person.hears('File 1 of 1, 2 pictures in all.', 60_000);
    expect(await contentsOf(await person.file(file.media!.fileId))).toHaveLength(2);
  });

  it("should call buttons for a picture that is somebody else's out of date", async () => {
    const other = await welcomed(stack);
    const [moved, mine] = await withPictures(stack, person, prompts(2));
    await opened('2 pictures');
    await person.press('1');
    const card = await person.hears(/1 of 2/);
    await person.press(/Delete/);
    const question = await person.hears('Delete this picture for good?');
    await stack.rows(
      'update images set owner_id = (select id from users where telegram_id = $2) where id = $1',
      [moved!.id, other.id],
    );
    expect(await person.pressData(question.messageId, dataOf(question, /Yes/))).toContain('out of');
    expect(await person.pressData(question.messageId, dataOf(question, /Keep/))).toContain(
      'out of',
    );
    await person.say('/gallery');
    await person.hears('1 picture');
    await person.press('1');
    await person.hears(/1 of 1\s+picture 2/);
    await stack.rows('update images set deleted_at = now() where id = $1', [mine!.id]);
    for (const label of [/To favourites/, /Description/, /As a file/, /Delete/]) {
      expect(await person.press(label)).toContain('out of date');
    }
    expect(card.messageId).toBe(question.messageId);
    const [row] = await stack.rows('select favourite, deleted_at from images where id = $1', [
      moved!.id,
    ]);
    expect(row).toEqual({ favourite: false, deleted_at: null });
  });
});

/** The bytes of a zip's entries, in order. */
const contentsOf = (zip: Buffer) =>
  new Promise<Buffer[]>((resolve, reject) => {
    fromBuffer(zip, { lazyEntries: true }, (error, file) => {
      if (error) return reject(error);
      const entries: Buffer[] = [];
      file.on('end', () => resolve(entries)).on('error', reject);
      file.on('entry', (entry: Entry) =>
        file.openReadStream(entry, (failure, stream) => {
          if (failure) return reject(failure);
          buffer(stream).then((bytes) => {
            entries.push(bytes);
            file.readEntry();
          }, reject);
        }),
      );
      file.readEntry();
    });
  });

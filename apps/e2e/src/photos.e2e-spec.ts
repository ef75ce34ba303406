import { eventually } from '@aisha/testing';
import { beginAvatar, welcomed } from './harness/journeys';
import { type Person, words } from './harness/person';
import { nearCopy, otherPerson, photos, plainImage, spoilt } from './harness/samples';
import { Stack } from './harness/stack';

describe('the photos of a draft', () => {
  let stack: Stack;
  let person: Person;

  beforeAll(async () => {
    stack = await Stack.start();
  });
  beforeEach(async () => {
    person = await welcomed(stack);
    await beginAvatar(person, 'Faces');
  });
  afterAll(() => stack?.close());

  const statuses = async () => {
    const rows = await stack.rows<{ status: string }>(
      `select p.status from avatar_photos p join avatars a on a.id = p.avatar_id
       join users u on u.id = a.owner_id where u.telegram_id = $1 order by p.position`,
      [person.id],
    );
    return rows.map(({ status }) => status);
  };
  const become = (expected: string[]) =>
    eventually(async () => expect((await statuses()).sort()).toEqual([...expected].sort()));
  /** What a button under a message would send. */
  const dataOf = async (text: string | RegExp, label: RegExp) => {
    const message = await person.hears(text);
    const button = message.buttons!.flat().find((each) => label.test(each.text))!;
    return { messageId: message.messageId, data: button.callbackData! };
  };

  it.each([
    ['a blurred face', () => spoilt('blurred'), 'The face is blurred'],
    ['a face in the dark', () => spoilt('dark'), 'too dark'],
    ['a face in glaring light', () => spoilt('bright'), 'too bright'],
    ['two people', () => spoilt('twoPeople'), 'several faces'],
    ['no face', () => spoilt('nobody'), "can't see a face"],
    ['a face far away', () => spoilt('farAway'), 'face is too small'],
  ])('should show a photo with %s and ask about it', async (_what, photo, reason) => {
    await person.send('photo', [await photo()]);
    const question = await person.hears(reason);
    expect(question.media?.kind).toBe('photo');
    expect(words(question)).toContain('Photo 1');
    await person.hears('1 in question');
    expect(await statuses()).toEqual(['doubtful']);
  });

  it('should ask about somebody else, and about a copy', async () => {
    await person.send('photo', await photos(3));
    await become(['accepted', 'accepted', 'accepted']);
    await person.send('document', [await nearCopy(1)]);
    expect(words(await person.hears('almost the same'))).toContain('Photo 4 (copy.jpg)');
    await person.send('photo', [await otherPerson()]);
    await person.hears('somebody else');
    await person.hears('2 in question');
  });

  it('should take a photo that the person keeps, once however often it is tapped', async () => {
    await person.send('photo', [await spoilt('blurred')]);
    const { messageId, data } = await dataOf('The face is blurred', /Keep it/);
    await Promise.all([1, 2].map(() => person.pressData(messageId, data)));
    await person.hears('Photo 1 is kept');
    await person.hears('Photos accepted: 1 of');
    expect(await statuses()).toEqual(['accepted']);
  });

  it('should let a photo go that the person replaces, and take the other', async () => {
    await person.send('photo', [await spoilt('dark')]);
    const { messageId, data } = await dataOf('too dark', /send another/);
    await Promise.all([1, 2].map(() => person.pressData(messageId, data)));
    await person.hears('Photo 1 is out');
    await person.send('photo', await photos(1));
    await person.hears('Photos accepted: 1 of');
    expect(await statuses()).toEqual(['removed', 'accepted']);
  });

  it('should say that a button is stale once its photo is gone', async () => {
    await person.send('photo', [await spoilt('dark')]);
    const { messageId, data } = await dataOf('too dark', /Keep it/);
    await person.hears('1 in question');
    await person.press(/My photos/);
    await person.hears('1 of 1, photo 1');
    await person.press(/Remove/);
    await person.hears('no photos in the draft yet');
    expect(await person.pressData(messageId, data)).toContain('out of date');
    expect(await statuses()).toEqual(['removed']);
  });

  it('should refuse what can be no photo, with its number, its name and what helps', async () => {
    await person.send('document', [{ ...(await plainImage(400, 900)), name: 'thin.jpg' }]);
    expect(words(await person.hears('too small'))).toContain('photo 1 (thin.jpg)');
    const heic = Buffer.concat([
      Buffer.from('\0\0\0\x18ftypheic\0\0\0\0mif1heic', 'latin1'),
      Buffer.alloc(4_000),
    ]);
    await person.send('document', [{ bytes: heic, name: 'IMG_1.HEIC', type: 'image/heic' }]);
    expect(words(await person.hears('a HEIC file'))).toContain('as an ordinary photo');
    const [photo] = await photos(1);
    await person.send('document', [photo!]);
    await person.send('document', [photo!]);
    expect(words(await person.hears('it is here already'))).toMatch(/photo [34]/);
    await become(['refused', 'refused', 'refused', 'accepted']);
  });

  it('should take all ten photos of an album that come at once in any order', async () => {
    await person.send('photo', (await photos(10)).reverse());
    await person.hears('Photos accepted: 10 of 10');
    await person.press(/Continue/);
    expect(words(await person.hears('Please check'))).toContain('photos: 10');
  });

  it('should say at the review that photos in question are left out', async () => {
    await person.send('photo', await photos(10));
    await person.send('photo', [await spoilt('blurred')]);
    await person.hears('Photos accepted: 10 of 10–20, 1 in question');
    await person.press(/Continue/);
    expect(words(await person.hears('Please check'))).toContain('In question: 1');
  });

  it('should be leafed through, and deleted one by one', async () => {
    await person.send('photo', await photos(2));
    await person.hears('Photos accepted: 2 of');
    await person.press(/My photos/);
    expect((await person.hears('1 of 2, photo 1')).media?.kind).toBe('photo');
    await person.press('▶️');
    await person.hears('2 of 2, photo 2');
    const { messageId, data } = await dataOf('2 of 2, photo 2', /Remove/);
    await Promise.all([1, 2].map(() => person.pressData(messageId, data)));
    await person.hears('1 of 1, photo 1');
    await become(['accepted', 'removed']);
    await person.press(/Remove/);
    await person.hears('no photos in the draft yet');
    await person.press(/Add photos/);
    await person.hears('So far: 0');
  });
});

import { eventually } from '@aisha/testing';
import {
  askForPicture,
  beginAvatar,
  reviewAvatar,
  startTraining,
  welcomed,
  withAvatar,
} from './harness/journeys';
import { type Person, words } from './harness/person';
import { photos } from './harness/samples';
import { Stack } from './harness/stack';

describe('avatar cards', () => {
  let stack: Stack;

  beforeAll(async () => {
    stack = await Stack.start();
  });
  afterAll(() => stack?.close());
  afterEach(() => stack.clearFaults());

  const train = async (person: Person, name: string) => {
    await reviewAvatar(person, name);
    await startTraining(person, { preset: /Fast/ });
    await person.hears(`${name}: the avatar is ready`);
  };
  /** The newest message, once it says this. */
  const latest = (person: Person, text: string, after = 0) =>
    eventually(
      async () => {
        const message = (await person.answers()).at(-1)!;
        expect(message.messageId).toBeGreaterThan(after);
        expect(words(message)).toMatch(text);
        return message;
      },
      { timeoutMs: 30_000 },
    );
  const list = async (person: Person) => {
    const { messageId } = (await person.answers()).at(-1)!;
    await person.say('/avatars');
    return latest(person, 'Your avatars', messageId);
  };
  const labels = async (person: Person) =>
    (await list(person)).buttons!.flat().map(({ text }) => text);
  /** The card of an avatar, from the list. */
  const open = async (person: Person, label: string) => {
    const { messageId, buttons } = await list(person);
    const entry = buttons!.flat().find(({ text }) => text === label);
    await person.pressData(messageId, entry!.callbackData!);
    return latest(person, 'Female · ');
  };
  const askToDelete = async (person: Person, label: string) => {
    await open(person, label);
    await person.press(/^🗑 Delete$/);
    return latest(person, 'for good?');
  };
  const ownerOf = async (person: Person) => {
    const [row] = await stack.rows<{ id: string }>('select id from users where telegram_id = $1', [
      person.id,
    ]);
    return row!.id;
  };

  it('should begin pictures with the main avatar, which is the first unless another is chosen', async () => {
    const person = await withAvatar(stack, 'First');
    await train(person, 'Second');
    expect(await labels(person)).toEqual(['⭐ First', '✨ Second', '➕ New avatar', '☰ Menu']);
    await person.say('/picture');
    await person.hears('First. Describe the scene');
    await open(person, '✨ Second');
    await person.press(/Make it the main one/);
    await person.hears('Second, the main one');
    await person.say('/picture');
    await person.hears('Second. Describe the scene');
    expect(await labels(person)).toEqual(['⭐ Second', '✨ First', '➕ New avatar', '☰ Menu']);
  }, 60_000);

  it('should take a new name of 2 to 50 characters', async () => {
    const person = await welcomed(stack);
    await beginAvatar(person, 'Anna');
    await open(person, '📝 Anna');
    await person.press(/Rename/);
    await person.hears('What shall we call Anna from now on?');
    await person.say('A');
    await person.hears('A name has 2 to 50 characters');
    await person.say('  Anna   Karenina ');
    await person.hears(/Anna Karenina\s+Female · trained · draft/);
  });

  it('should begin anew under the same name', async () => {
    const person = await withAvatar(stack, 'Twin');
    await open(person, '⭐ Twin');
    await person.press(/Train anew/);
    await person.hears('Twin: photos');
    await open(person, '⭐ Twin');
    expect(await person.press(/Train anew/)).toContain('Finish or delete the avatar');
    expect(await labels(person)).toEqual(expect.arrayContaining(['⭐ Twin', '📝 Twin']));
  });

  it('should delete an avatar with all that lies in the storage, and keep its pictures', async () => {
    const person = await withAvatar(stack, 'Farewell');
    await askForPicture(person, 'on a quiet beach', '1:1');
    await person.hears('Balance: 345');
    const folder = `avatars/${await ownerOf(person)}/`;
    expect(await stack.bucket.keys(folder)).not.toEqual([]);
    const request = await askToDelete(person, '⭐ Farewell');
    const [yes] = request.buttons!.flat();
    await Promise.all([1, 2].map(() => person.pressData(request.messageId, yes!.callbackData!)));
    await person.hears('The avatar was deleted');
    await eventually(async () => expect(await stack.bucket.keys(folder)).toEqual([]), {
      timeoutMs: 30_000,
    });
    await person.say('/gallery');
    await person.press(/^1$/);
    await person.hears(/1 of 1\s+on a quiet beach/);
    await person.say('/picture');
    await person.hears('A finished avatar comes first');
  }, 60_000);

  it('should delete an avatar together with its pictures when asked to', async () => {
    const person = await withAvatar(stack, 'Clean');
    await askForPicture(person, 'leaving no trace', '1:1');
    await person.hears('Balance: 345');
    const owner = await ownerOf(person);
    await askToDelete(person, '⭐ Clean');
    await person.press(/Delete it with its pictures/);
    await person.hears('The avatar was deleted');
    await person.say('/gallery');
    await person.hears('No pictures yet');
    await eventually(
      async () => {
        expect(await stack.bucket.keys(`avatars/${owner}/`)).toEqual([]);
        expect(await stack.bucket.keys(`images/${owner}/`)).toEqual([]);
      },
      { timeoutMs: 30_000 },
    );
  }, 60_000);

  it('should keep an avatar that FAL is at work on until its training is stopped', async () => {
    const person = await welcomed(stack);
    await reviewAvatar(person, 'Busy');
    await stack.order('fal', { on: 'training', times: 1, action: { kind: 'slow', ms: 5_000 } });
    await startTraining(person);
    const card = await open(person, '⏳ Busy');
    expect(words(card)).toContain('in training');
    expect(card.buttons!.flat().map(({ text }) => text)).toEqual([
      '⏹ Stop',
      '✏️ Rename',
      '✨ My avatars',
    ]);
    await person.press('⏹ Stop');
    await person.press(/Yes, stop/);
    await person.hears('Busy: training stopped');
    await askToDelete(person, '⚠️ Busy');
    await person.press(/Delete the avatar/);
    await person.hears('The avatar was deleted');
    expect(await stack.balance(person)).toBe(500);
  });

  it('should show an instant avatar ready after one photo, for free, and a way to train it', async () => {
    const person = await welcomed(stack);
    await beginAvatar(person, 'Flash', 'Instant');
    const [photo] = await photos(1);
    const sentAt = performance.now();
    await person.send('photo', [photo!]);
    const ready = await person.hears('Flash: the avatar is ready');
    expect(performance.now() - sentAt).toBeLessThan(20_000);
    expect(ready.media?.kind).toBe('photo');
    expect(await stack.balance(person)).toBe(500);
    expect(await labels(person)).toContain('⭐ Flash');
    const folder = `avatars/${await ownerOf(person)}/`;
    const [reference, ...more] = await stack.bucket.keys(folder);
    expect(reference).toMatch(/\/photos\/[\w-]+\.jpg$/);
    expect(more).toEqual([]);

    await open(person, '⭐ Flash');
    await person.hears('Female · instant · ready');
    await person.press(/Train it properly/);
    await person.hears('Flash: photos');
    await person.press(/Delete the draft/);
    await askToDelete(person, '⭐ Flash');
    await person.press(/Delete the avatar/);
    await person.hears('The avatar was deleted');
    await eventually(async () => expect(await stack.bucket.keys(folder)).toEqual([]), {
      timeoutMs: 30_000,
    });
  }, 60_000);

  it('should ask for another photo when the one for an instant avatar will not do', async () => {
    const person = await welcomed(stack);
    await beginAvatar(person, 'Second try', 'Instant');
    await person.send('document', [
      { bytes: Buffer.from('not an image'), name: 'fake.jpg', type: 'image/jpeg' },
    ]);
    await person.hears('not a JPEG, PNG or WebP image');
    await person.send('photo', await photos(1));
    const ready = await person.hears('Second try: the avatar is ready');
    expect(words(ready)).toContain('can be trained on 10 to 20 photos');
  });
});

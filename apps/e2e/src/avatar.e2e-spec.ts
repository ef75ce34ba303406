import { eventually } from '@aisha/testing';
import sharp from 'sharp';
import {
  askForPicture,
  beginAvatar,
  reviewAvatar,
  startTraining,
  welcomed,
  withAvatar,
} from './harness/journeys';
import { type Person, words } from './harness/person';
import { photos, plainImage } from './harness/samples';
import { Stack } from './harness/stack';

interface FalRequest {
  endpoint: string;
}

describe('an avatar', () => {
  let stack: Stack;

  beforeAll(async () => {
    stack = await Stack.start();
  });
  afterAll(() => stack?.close());
  afterEach(() => stack.clearFaults());

  const submitted = async () =>
    (await (await fetch(new URL('/_sandbox/requests', stack.urls.fal))).json()) as FalRequest[];
  const trainingsSubmitted = async () =>
    (await submitted()).filter(({ endpoint }) => endpoint.includes('trainer')).length;
  const training = async (person: Person) => {
    const [row] = await stack.rows<{
      id: string;
      status: string;
      failure: string | null;
      attempt: number;
    }>(
      `select t.id, t.status, t.failure, t.attempt from trainings t join avatars a on a.id = t.avatar_id
       join users u on u.id = a.owner_id where u.telegram_id = $1 order by t.created_at desc limit 1`,
      [person.id],
    );
    return row!;
  };

  it('should be made of albums of photos, and make pictures that are kept in a gallery', async () => {
    const person = await withAvatar(stack);
    const ready = await person.hears('the avatar is ready');
    expect(ready.media?.kind).toBe('photo');
    expect(await stack.balance(person)).toBe(350);

    await askForPicture(person, 'on a boat at sunset <3', '16:9');
    const picture = await person.hears('on a boat at sunset <3');
    await eventually(async () => {
      expect((await person.hears('Balance: 345')).media?.kind).toBe('photo');
    });
    const shown = await person.hears('Balance: 345');
    const bytes = await person.file(shown.media!.fileId);
    const { width, height } = await sharp(bytes).metadata();
    expect(width / height).toBeCloseTo(16 / 9, 1);
    expect(picture).toBeDefined();
    // The message that said "drawing" is gone: the picture took its place.
    await eventually(async () =>
      expect((await person.answers()).map(words)).not.toContainEqual(
        expect.stringContaining('Drawing'),
      ),
    );

    await askForPicture(person, 'in the mountains', '1:1');
    await person.hears('Balance: 340');
    await person.say('/gallery');
    await person.hears('2 pictures');
    await person.press('1');
    await person.hears(/1 of 2\s+in the mountains/);
    await person.press('▶️');
    await person.hears(/2 of 2\s+on a boat/);
    await person.press(/Delete/);
    await person.press(/Yes, delete/);
    await person.hears('1 picture');
    expect(await stack.balance(person)).toBe(340);
  });

  it('should be made of single photos and image files too, counted as they come', async () => {
    const person = await welcomed(stack);
    await beginAvatar(person, 'Mix');
    const [one, two, three] = await photos(3);
    await person.send('photo', [one!]);
    await person.hears('Photos accepted: 1 of');
    await person.send('document', [two!]);
    await person.hears('Photos accepted: 2 of');
    await person.send('document', [
      {
        ...three!,
        name: 'three.webp',
        type: 'image/webp',
        bytes: await sharp(three!.bytes).webp().toBuffer(),
      },
    ]);
    await person.hears('Photos accepted: 3 of');
    // One progress message that changes, not three.
    const progress = (await person.answers()).filter((message) =>
      words(message).includes('Photos accepted'),
    );
    expect(progress).toHaveLength(1);
    expect(await person.press(/Continue/)).toContain('at least 10');
  });

  it('should refuse photos with the reason', async () => {
    const person = await welcomed(stack);
    await beginAvatar(person, 'Strict');
    await person.send('document', [await plainImage(400, 900)]);
    await person.hears('too small');
    await person.send('document', [
      { bytes: Buffer.from('not an image'), name: 'fake.jpg', type: 'image/jpeg' },
    ]);
    await person.hears('not a JPEG, PNG or WebP image');
    const [photo] = await photos(1);
    await person.send('document', [photo!]);
    await person.hears('Photos accepted: 1 of');
    await person.send('document', [photo!]);
    await person.hears('it is here already');
    await person.send('document', [
      { bytes: Buffer.alloc(21 * 1024 * 1024), name: 'huge.png', type: 'image/png' },
    ]);
    await person.hears('up to 20 MB');
  });

  it('should not grow above twenty photos', async () => {
    const person = await welcomed(stack);
    await beginAvatar(person, 'Many');
    const many = await photos(22);
    await Promise.all([
      person.send('photo', many.slice(0, 10)),
      person.send('photo', many.slice(10, 20)),
    ]);
    await person.hears('Photos accepted: 20 of');
    await person.send('photo', many.slice(20));
    await person.hears('There are 20 photos already');
  });

  it('should be discarded as a draft, with nothing charged', async () => {
    const person = await welcomed(stack);
    await reviewAvatar(person, 'Draft');
    await person.press(/Delete the draft/);
    await person.hears('The draft was deleted');
    expect(await stack.balance(person)).toBe(500);
    expect(
      await stack.rows(
        'select 1 from avatars a join users u on u.id = a.owner_id where u.telegram_id = $1',
        [person.id],
      ),
    ).toHaveLength(0);
  });

  it('should be trained and charged once when the button is pressed twice', async () => {
    const person = await welcomed(stack);
    await reviewAvatar(person, 'Twice');
    const before = await trainingsSubmitted();
    await person.press(/Start training/);
    const choice = await person.hears('how shall it learn?');
    const data = choice.buttons!.flat().find(({ text }) => /Balanced/.test(text))!.callbackData!;
    await Promise.all([
      person.pressData(choice.messageId, data),
      person.pressData(choice.messageId, data),
    ]);
    await person.hears('the avatar is ready');
    expect(await stack.balance(person)).toBe(350);
    expect(await trainingsSubmitted()).toBe(before + 1);
  });

  it('should be refunded, with the reason, when training fails, and succeed at the second try', async () => {
    const person = await welcomed(stack);
    await reviewAvatar(person, 'Phoenix');
    await stack.order('fal', {
      on: 'training',
      times: 1,
      action: { kind: 'fail', errorType: 'content_policy_violation', status: 422 },
    });
    await startTraining(person);
    const message = await person.hears('training failed');
    expect(words(message)).toContain('refused the photos by its rules');
    expect(await stack.balance(person)).toBe(500);
    await startTraining(person, { button: /Try again/ });
    await person.hears('Phoenix: the avatar is ready');
    expect(await stack.balance(person)).toBe(350);
  });

  it('should come even if no webhook ever does', async () => {
    const person = await welcomed(stack);
    await reviewAvatar(person, 'Quiet');
    await stack.order('fal', { on: 'webhook', times: 1, action: { kind: 'never' } });
    await startTraining(person);
    await person.hears('Quiet: the avatar is ready', 60_000);
    expect(await stack.balance(person)).toBe(350);
  });

  it('should be announced and charged once when the webhook comes twice, or before the answer', async () => {
    const person = await welcomed(stack);
    await reviewAvatar(person, 'Echo');
    await stack.order('fal', { on: 'webhook', times: 1, action: { kind: 'double' } });
    await startTraining(person);
    await person.hears('Echo: the avatar is ready');
    await stack.order('fal', { on: 'submit', times: 1, action: { kind: 'before-answer' } });
    await askForPicture(person, 'an early bird', '1:1');
    await person.hears('Balance: 345');
    const announcements = (await person.answers()).filter((message) =>
      /avatar is ready|an early bird\s+Balance/.test(words(message)),
    );
    expect(announcements).toHaveLength(2);
  });

  it('should not be submitted a second time when nobody knows whether FAL took the first', async () => {
    const person = await welcomed(stack);
    await reviewAvatar(person, 'Limbo');
    const before = await trainingsSubmitted();
    await stack.order('fal', { on: 'submit', times: 1, action: { kind: 'reset-after' } });
    await startTraining(person);
    // FAL took it and its webhook, which carries our token, tells which one it was.
    await person.hears('Limbo: the avatar is ready');
    expect(await trainingsSubmitted()).toBe(before + 1);
    expect((await training(person)).attempt).toBe(1);
    expect(await stack.balance(person)).toBe(350);
  });

  it('should be finished and charged once when the worker is killed in the middle', async () => {
    const person = await welcomed(stack);
    await reviewAvatar(person, 'Survivor');
    await stack.order('fal', { on: 'training', times: 1, action: { kind: 'slow', ms: 3_000 } });
    await startTraining(person);
    await eventually(async () => expect((await training(person)).status).toBe('submitted'));
    const before = await trainingsSubmitted();
    await stack.restart('avatar-worker', 'SIGKILL');
    await person.hears('Survivor: the avatar is ready', 60_000);
    expect(await stack.balance(person)).toBe(350);
    expect(await trainingsSubmitted()).toBe(before);
  });

  it('should tell the price and the balance when there are too few credits', async () => {
    const person = await withAvatar(stack, 'First');
    for (const name of ['Second', 'Third']) {
      await reviewAvatar(person, name);
      await startTraining(person);
      await person.hears(`${name}: the avatar is ready`);
    }
    await reviewAvatar(person, 'Fourth');
    await startTraining(person);
    const refusal = await person.hears('Not enough credits');
    expect(words(refusal)).toContain('It costs 150, you have 50, 100 are missing');
    expect(await stack.balance(person)).toBe(50);
  });

  it('should give the credits of a picture back when FAL refuses it', async () => {
    const person = await withAvatar(stack, 'Modest');
    await askForPicture(person, 'something nsfw', '1:1');
    await person.hears('refused the description');
    expect(await stack.balance(person)).toBe(350);
  });
});

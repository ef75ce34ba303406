import { eventually } from '@aisha/testing';
import { reviewAvatar, startTraining, welcomed } from './harness/journeys';
import { type Person, words } from './harness/person';
import { Stack } from './harness/stack';

/** FAL works on two jobs of a new account at a time. */
const FAL_AT_ONCE = 2;

describe('a training', () => {
  let stack: Stack;

  beforeAll(async () => {
    stack = await Stack.start();
  });
  afterAll(() => stack?.close());
  afterEach(() => stack.clearFaults());

  const reviewed = async (name: string) => {
    const person = await welcomed(stack);
    await reviewAvatar(person, name);
    return person;
  };
  const training = async (person: Person) => {
    const [row] = await stack.rows<Record<string, unknown>>(
      `select t.*, a.status as avatar_status, a.family from trainings t
       join avatars a on a.id = t.avatar_id join users u on u.id = a.owner_id
       where u.telegram_id = $1 order by t.created_at desc limit 1`,
      [person.id],
    );
    return row!;
  };
  const slowTraining = (ms: number) =>
    stack.order('fal', { on: 'training', times: 1, action: { kind: 'slow', ms } });
  const shown = async (person: Person) =>
    (await person.answers()).filter((message) => words(message).includes('is learning'));
  const stop = async (person: Person) => {
    await person.press('⏹ Stop');
    await person.hears('stop the training?');
    await person.press(/Yes, stop/);
  };

  it('should cost and be what the person chose', async () => {
    const person = await reviewed('Choosy');
    await person.press(/Start training/);
    const choice = await person.hears('how shall it learn?');
    expect(choice.buttons!.flat().map(({ text }) => text)).toEqual([
      '⚡ Fast · 100 💎 · 2–5 min',
      '⚖️ Balanced · 150 💎 · 5–15 min',
      '💎 Thorough · 250 💎 · 15–40 min',
      '⬅️ Back',
    ]);
    await person.press(/Thorough/);
    await person.hears('Choosy: the avatar is ready');
    expect(await stack.balance(person)).toBe(250);
    expect(await training(person)).toMatchObject({
      preset: 'quality',
      trainer: 'flux-2',
      endpoint: 'fal-ai/flux-2-trainer',
      price: 250,
      family: 'flux-2',
    });
  });

  it('should show how far it is in one message that changes, and goes when it is done', async () => {
    const person = await reviewed('Patience');
    await slowTraining(20_000);
    await startTraining(person);
    const first = await person.hears(/is learning[^]*\d+ %/);
    const percentOf = (text: string) => Number(/(\d+) %/.exec(text)![1]);
    await eventually(
      async () => {
        const [message, ...more] = await shown(person);
        expect(more).toEqual([]);
        expect(message?.messageId).toBe(first.messageId);
        expect(percentOf(words(message!))).toBeGreaterThan(percentOf(words(first)));
      },
      { timeoutMs: 30_000 },
    );
    await person.hears('Patience: the avatar is ready');
    await eventually(async () => expect(await shown(person)).toEqual([]));
  }, 90_000);

  it('should be stopped and refunded at once while FAL takes nothing', async () => {
    const person = await reviewed('Early');
    await stack.order('fal', { on: 'submit', times: 1, action: { kind: 'balance' } });
    await startTraining(person);
    await eventually(async () => expect((await training(person)).failure).toBe('provider-balance'));
    await stop(person);
    await person.hears('Early: training stopped');
    expect(await stack.balance(person)).toBe(500);
    expect(await training(person)).toMatchObject({ status: 'failed', request_id: null });
  });

  it("should be stopped and refunded while it waits in FAL's queue", async () => {
    const person = await reviewed('Queued');
    await stack.order('fal', {
      on: 'image',
      times: FAL_AT_ONCE,
      action: { kind: 'slow', ms: 10_000 },
    });
    for (let job = 0; job < FAL_AT_ONCE; job += 1) {
      const submitted = await fetch(`${stack.urls.fal}/queue/fal-ai/flux-lora`, {
        method: 'POST',
        headers: {
          authorization: `Key ${stack.secrets.FAL_KEY}`,
          'content-type': 'application/json',
        },
        body: JSON.stringify({ prompt: 'a busy afternoon' }),
      });
      expect(submitted.ok).toBe(true);
    }
    await startTraining(person);
    await person.hears('In the queue');
    await stop(person);
    await person.hears('Queued: training stopped');
    expect(await stack.balance(person)).toBe(500);
    expect((await training(person)).failure).toBe('cancelled');
  });

  it('should be stopped and refunded while FAL works on it, once, and begin again', async () => {
    const person = await reviewed('Wavering');
    await slowTraining(8_000);
    await startTraining(person);
    await eventually(async () => expect((await training(person)).status).toBe('submitted'));
    await person.press('⏹ Stop');
    const request = await person.hears('stop the training?');
    const [yes] = request.buttons!.flat();
    await Promise.all([1, 2].map(() => person.pressData(request.messageId, yes!.callbackData!)));
    await person.hears('Wavering: training stopped');
    expect(await stack.balance(person)).toBe(500);
    await startTraining(person, { button: /Try again/, preset: /Fast/ });
    await person.hears('Wavering: the avatar is ready');
    expect(await stack.balance(person)).toBe(400);
    const ends = (await person.answers()).filter((message) =>
      words(message).includes('training stopped'),
    );
    expect(ends).toHaveLength(1);
  }, 60_000);

  it('should go on when the person thinks better of stopping it', async () => {
    const person = await reviewed('Steady');
    await slowTraining(4_000);
    await startTraining(person);
    await person.press('⏹ Stop');
    await person.press(/Go on/);
    await person.hears('Steady: the avatar is ready');
    expect(await stack.balance(person)).toBe(350);
  });

  it('should let the photos be replaced when FAL cannot use them', async () => {
    const person = await reviewed('Blurry');
    await stack.order('fal', {
      on: 'training',
      times: 1,
      action: { kind: 'fail', errorType: 'invalid_archive', status: 422 },
    });
    await startTraining(person);
    await person.hears('could not read the photos');
    expect(await stack.balance(person)).toBe(500);
    await person.press(/Replace the photos/);
    await person.hears('Blurry: photos');
    await person.press(/Continue/);
    await startTraining(person);
    await person.hears('Blurry: the avatar is ready');
    expect(await stack.balance(person)).toBe(350);
  });
});

import { eventually } from '@aisha/testing';
import { FalLog, type FalJob, type PaidWork } from './harness/fal-log';
import {
  askForPicture,
  reviewAvatar,
  startTraining,
  welcomed,
  withAvatar,
} from './harness/journeys';
import { type Person, words } from './harness/person';
import { Stack } from './harness/stack';

const PRICE = { image: 5, training: 150 };
const REFUND_MS = 5_000;
const LOST_CALLBACK_MS = 60_000;

const busy = {
  kind: 'error',
  status: 503,
  headers: { 'retry-after': '1' },
  body: { detail: 'Busy', error_type: 'runner_scheduling_failure' },
};
const refused = (errorType: string, status = 422) => ({ kind: 'fail', errorType, status });
type Order = { on: string; action: object; times?: number };

/** Each row: what FAL does, how many jobs it has then, and the words if the work fails. */
describe('when FAL', () => {
  let stack: Stack;
  let fal: FalLog;
  let person: Person;

  beforeAll(async () => {
    stack = await Stack.start({ WELCOME_CREDITS: '2000' });
    fal = new FalLog(stack);
    person = await withAvatar(stack);
  });
  afterEach(async () => {
    await stack.clearFaults();
    expect(await fal.imbalance()).toBe(0);
  });
  afterAll(() => stack?.close());

  let number = 100;
  /** Asks for a picture while FAL misbehaves. @returns its description, and a look at what came of it */
  const picture = async (...orders: Order[]) => {
    const before = await stateOf(person);
    for (const order of orders) await stack.order('fal', { times: 1, ...order });
    const prompt = `scene number ${++number}`;
    await askForPicture(person, prompt, '1:1');
    return { prompt, ...lookAt(person, 'image', before) };
  };
  const stateOf = async (who: Person) => ({
    balance: await stack.balance(who),
    jobs: (await fal.jobs()).length,
    lastMessage: Math.max(...(await who.chat()).map(({ messageId }) => messageId)),
  });
  type State = Awaited<ReturnType<typeof stateOf>>;
  const lookAt = (who: Person, kind: PaidWork, before: State) => {
    const newJobs = async (): Promise<FalJob[]> => (await fal.jobs()).slice(before.jobs);
    return {
      newJobs,
      /** Made once and paid once, by so many jobs of FAL. */
      async wasMade(jobs = 1): Promise<void> {
        expect(await fal.workIn(who, kind, 'succeeded')).toMatchObject({ hold: 'captured' });
        expect(await newJobs()).toHaveLength(jobs);
        expect(await stack.balance(who)).toBe(before.balance - PRICE[kind]);
      },
      /** What the person was told of it, not of what was before. */
      hears: (part: string) =>
        eventually(async () => {
          const newer = (await who.answers()).filter(
            ({ messageId }) => messageId > before.lastMessage,
          );
          expect(newer.map(words).join('\n')).toContain(part);
        }),
      /** Failed, and the money is back soon after FAL came to its end. */
      async wasRefunded(failure: string, { jobs = 1, isSoon = true } = {}): Promise<void> {
        const row = await fal.workIn(who, kind, 'failed');
        expect(row).toMatchObject({ failure, hold: 'released' });
        const made = await newJobs();
        expect(made).toHaveLength(jobs);
        expect(await stack.balance(who)).toBe(before.balance);
        const ended = made.at(-1)?.completedAt;
        if (ended && isSoon)
          expect(row.settledAt!.getTime() - Date.parse(ended)).toBeLessThan(REFUND_MS);
      },
    };
  };
  const shown = async (prompt: string) =>
    (await person.answers()).filter((message) => message.media && words(message).includes(prompt))
      .length;
  const arrives = async (prompt: string) => {
    await person.hears(new RegExp(`${prompt}[^]*Balance`), LOST_CALLBACK_MS);
    expect(await shown(prompt)).toBe(1);
  };

  describe('answers a submit wrongly, it', () => {
    it('should be asked again after a 503 in which it says that it took nothing', async () => {
      const { prompt, wasMade } = await picture({ on: 'submit', action: busy, times: 2 });
      await arrives(prompt);
      await wasMade();
      expect(await fal.work(person, 'image')).toMatchObject({ attempt: 3 });
    });

    it('should not be asked again after a 503 of nobody knows whom, and be given up with a refund', async () => {
      const { wasRefunded, hears } = await picture({
        on: 'submit',
        action: { kind: 'error', status: 503 },
      });
      const waiting = await fal.workIn(person, 'image', 'submitting');
      await fal.letTimeGoBy(waiting, 'image');
      await hears('did not confirm that it took the order');
      await wasRefunded('outcome-unknown', { jobs: 0 });
    });

    it('should not be asked again when the answer is lost: its callback tells which job it was', async () => {
      const { prompt, wasMade } = await picture({ on: 'submit', action: { kind: 'reset-after' } });
      await arrives(prompt);
      await wasMade();
      expect(await fal.work(person, 'image')).toMatchObject({ attempt: 1 });
    });

    it('should not be asked again when answer and callback are lost, and be given up with a refund', async () => {
      const { wasRefunded, hears } = await picture(
        { on: 'submit', action: { kind: 'reset-after' } },
        { on: 'webhook', action: { kind: 'never' } },
      );
      const waiting = await fal.workIn(person, 'image', 'submitting');
      await fal.letTimeGoBy(waiting, 'image');
      await hears('did not confirm that it took the order');
      await wasRefunded('outcome-unknown', { isSoon: false });
    });

    it('should be waited for when our account is empty: operators are told, people keep waiting', async () => {
      const { prompt, wasMade, newJobs } = await picture({
        on: 'submit',
        action: { kind: 'balance' },
      });
      const isToldOf = (line: string) => /FAL took nothing.*Exhausted balance/.test(line);
      await stack.app('avatar-worker').line(isToldOf);
      const waiting = await eventually(async () => {
        const row = await fal.work(person, 'image');
        expect(row).toMatchObject({ status: 'requested', failure: 'provider-balance' });
        return row;
      });
      expect(waiting.hold).toBe('held');
      expect(await newJobs()).toHaveLength(0);
      await fal.hurry(waiting, 'image');
      await arrives(prompt);
      await wasMade();
    });
  });

  describe('calls back wrongly, it', () => {
    it.each<[string, Order]>([
      ['twice', { on: 'webhook', action: { kind: 'double' } }],
      ['before it answers the submit', { on: 'submit', action: { kind: 'before-answer' } }],
      ['with payload null', { on: 'webhook', action: { kind: 'null-payload' } }],
      ['never', { on: 'webhook', action: { kind: 'never' } }],
    ])('should be understood when it does so %s', async (_how, order) => {
      const { prompt, wasMade } = await picture(order);
      await arrives(prompt);
      await wasMade();
    });

    it('should be believed after it has changed its keys', async () => {
      await fal.rotateKeys();
      const { prompt, wasMade, newJobs } = await picture();
      await arrives(prompt);
      await wasMade();
      expect((await newJobs())[0]!.deliveries.map(({ status }) => status)).toContain(200);
    });
  });

  describe('fails at its work, the person', () => {
    it.each<[string, object, string, string]>([
      ['by its rules', refused('content_policy_violation'), 'content-policy', 'by its rules'],
      ['with nothing made', refused('no_media_generated'), 'content-policy', 'by its rules'],
      [
        'by a broken machine',
        refused('runner_server_error', 500),
        'provider-down',
        'not available',
      ],
      ['out of time', refused('generation_timeout', 504), 'provider-down', 'not available'],
      ['on its input', refused('multiple_of'), 'internal', 'on our side'],
    ])('should have the credits back and hear why: %s', async (_how, action, failure, reason) => {
      const { wasRefunded, hears } = await picture({ on: 'image', action });
      await wasRefunded(failure);
      await hears(reason);
    });

    it('should have the credits back when the result expired before it was fetched', async () => {
      const { wasRefunded, hears } = await picture({
        on: 'file',
        action: { kind: 'error', status: 404 },
        times: 100,
      });
      await wasRefunded('internal');
      await hears('on our side');
    });
  });

  it('cannot read the photos, the person should have the credits back and hear why', async () => {
    const asel = await welcomed(stack);
    await reviewAvatar(asel, 'Torn');
    const before = await stateOf(asel);
    await stack.order('fal', { on: 'training', times: 1, action: refused('invalid_archive') });
    await startTraining(asel);
    const notice = await asel.hears('training failed');
    expect(words(notice)).toContain('could not read the photos');
    await lookAt(asel, 'training', before).wasRefunded('bad-photos');
  });

  it('trains and never says that it is done, the avatar should be there within a minute', async () => {
    const asel = await welcomed(stack);
    await reviewAvatar(asel, 'Silent');
    const before = await stateOf(asel);
    await stack.order('fal', { on: 'webhook', times: 1, action: { kind: 'never' } });
    // Longer than until the first question, which comes soon in any case.
    await stack.order('fal', { on: 'training', times: 1, action: { kind: 'slow', ms: 4_000 } });
    await startTraining(asel);
    await asel.hears('Silent: the avatar is ready', LOST_CALLBACK_MS + 15_000);
    const { newJobs, wasMade } = lookAt(asel, 'training', before);
    await wasMade();
    const ended = Date.parse((await newJobs())[0]!.completedAt!);
    const { settledAt } = await fal.work(asel, 'training');
    expect(settledAt!.getTime() - ended).toBeLessThan(LOST_CALLBACK_MS);
  });
});

import { randomUUID } from 'node:crypto';
import fc, { type AsyncCommand } from 'fast-check';
import type { WorkBench } from './work-bench.fixture';
import {
  JOB_ENDS,
  type JobEnd,
  SUBMIT_ANSWERS,
  type SubmitAnswer,
  type WorkModel,
} from './work-model.fixture';

/** One piece of work on the bench. */
export interface Subject {
  readonly bench: WorkBench;
  readonly id: string;
}
export type WorkCommand = AsyncCommand<WorkModel, Subject>;

/** A step that the model foretells exactly. */
const step = (
  name: string,
  foretell: (model: WorkModel) => void,
  take: (real: Subject) => Promise<unknown>,
  check: (model: Readonly<WorkModel>) => boolean = () => true,
): WorkCommand => ({
  check,
  toString: () => name,
  async run(model, real) {
    foretell(model);
    await take(real);
    await expectSeen(model, real);
  },
});

const hasJob = ({ job }: Readonly<WorkModel>) => job !== undefined;
const job = ({ bench, id }: Subject) => bench.takenOf(id)[0]!;

const submit = (answer: SubmitAnswer, workers: number) =>
  step(
    `submit by ${workers}: ${answer}`,
    (model) => {
      for (let worker = 0; worker < workers; worker += 1) model.submit(answer);
    },
    ({ bench, id }) => {
      bench.answer(answer);
      return Promise.all(Array.from({ length: workers }, () => bench.submit(id)));
    },
    // Refused twice or once: both are right, and leave the number of attempts open.
    ({ seen }) => workers === 1 || seen.status !== 'requested' || isTaken(answer),
  );
const isTaken = (answer: SubmitAnswer) => answer === 'take' || answer === 'lose';

const earlyCallback = (answer: 'take' | 'lose') =>
  step(
    `callback before the answer: ${answer}`,
    (model) => {
      const { status } = model.seen;
      model.submit(answer);
      if (status === 'requested') model.callback();
    },
    async ({ bench, id }) => {
      bench.answer(answer);
      bench.whileTaking = (taken) => bench.callback(taken);
      await bench.submit(id);
      bench.whileTaking = () => Promise.resolve();
    },
  );

const dieBeforeCall = step(
  'die before the call',
  (model) => model.begin(),
  ({ bench, id }) => bench.dieBeforeCall(id),
  ({ seen }) => seen.status === 'requested',
);

const collect = (workers: number) =>
  step(
    `collect by ${workers}`,
    (model) => model.collect(),
    ({ bench, id }) => Promise.all(Array.from({ length: workers }, () => bench.collect(id))),
  );

const sweep = (replicas: number) =>
  step(
    `sweep by ${replicas}`,
    (model) => (model.seen.status === 'requested' ? model.submit('take') : model.collect()),
    ({ bench }) => {
      bench.answer('take');
      return bench.sweep(replicas);
    },
  );

const callback = (times: number) =>
  step(
    `callback, ${times} times`,
    (model) => model.callback(),
    (real) => Promise.all(Array.from({ length: times }, () => real.bench.callback(job(real)))),
    hasJob,
  );

const nonsense = step(
  'callbacks that are forged, of another attempt, about another request or row',
  () => undefined,
  async ({ bench, id }) => {
    const { requestId = randomUUID(), webhookUrl = null } = bench.takenOf(id)[0] ?? {};
    const other = { requestId, webhookUrl } as Parameters<WorkBench['callback']>[0];
    const { attempt } = await bench.see(id);
    const real = bench.tokenOf(id, Math.max(attempt, 1));
    const told = [
      await bench.callback(other, { token: `${real.slice(0, -1)}!` }),
      await bench.callback(other, { token: bench.tokenOf(id, attempt + 1) }),
      await bench.callback(other, { token: bench.tokenOf(randomUUID(), 1) }),
    ];
    expect(told).toEqual(['forged', 'unknown', 'unknown']);
    // With the true token only a row that waits for its request can be told one: nothing of it is known yet.
    if (!webhookUrl) return;
    const { status } = await bench.see(id);
    if (status === 'submitted' || status === 'succeeded') {
      expect(await bench.callback(other, { token: real, request: randomUUID() })).toBe('unknown');
    }
  },
);

const end = (how: JobEnd) =>
  step(
    `FAL ends: ${how}`,
    (model) => (model.job!.end = how),
    async (real) => real.bench.end(job(real), how),
    (model) => hasJob(model) && model.job!.end === undefined && !model.job!.isForgotten,
  );

const forget = step(
  'FAL forgets',
  (model) => (model.job!.isForgotten = true),
  async ({ bench }) => (bench.world.fal.submitted.length = 0),
  hasJob,
);

const letTimeGoBy = step(
  'time goes by',
  (model) => {
    const { submitted } = model.age;
    model.age = submitted === undefined ? { created: true } : { created: true, submitted: true };
  },
  ({ bench, id }) => bench.letTimeGoBy(id),
);

type Verb = 'submit' | 'collect' | 'callback' | 'sweep';

/** Several at once: who comes first is open, so the model looks how it came out, and what must hold is checked. */
const race = (verbs: readonly Verb[]): WorkCommand => ({
  check: (model) => hasJob(model) || !verbs.includes('callback'),
  toString: () => `race: ${verbs.join(', ')}`,
  async run(model, real) {
    const { bench, id } = real;
    bench.answer('take');
    const verb: Record<Verb, () => Promise<unknown>> = {
      submit: () => bench.submit(id),
      collect: () => bench.collect(id),
      callback: () => bench.callback(job(real)),
      sweep: () => bench.sweep(2),
    };
    const before = model.seen;
    await Promise.all(verbs.map((name) => verb[name]()));
    const { isOld, isSettled: _, ...seen } = await bench.see(id);
    const ends = seen.delivered + seen.failed - before.delivered - before.failed;
    expect(ends).toBeLessThanOrEqual(verbs.includes('callback') ? 2 : 1);
    model.seen = seen;
    if (!model.job && bench.takenOf(id).length > 0) model.job = {};
    const [created, submitted] = isOld;
    model.age = { created: created === true, ...(submitted == null ? {} : { submitted }) };
    await expectSeen(model, real);
  },
});

/** The truth is as foretold, and what must always hold does. */
export async function expectSeen(model: WorkModel, { bench, id }: Subject): Promise<void> {
  const { isOld: _, isSettled, failure, ...seen } = await bench.see(id);
  const { failure: foretold, ...expected } = model.seen;
  expect(seen).toEqual(expected);
  expect(isSettled).toBe(model.isSettled);
  if (isSettled) expect(failure).toBe(foretold);
  expect(bench.takenOf(id).length).toBe(model.job ? 1 : 0);
  expect(seen.delivered).toBe(seen.status === 'succeeded' ? 1 : 0);
  if (isSettled) expect(seen.hold).not.toBe('held');
  if (seen.status === 'failed') expect(seen.hold).toBe('released');
}

const some = <Value>(...values: readonly Value[]) => fc.constantFrom(...values);
const few = fc.integer({ min: 1, max: 3 });

const submits = fc
  .tuple(some(...SUBMIT_ANSWERS), few)
  .map(([answer, workers]) => submit(answer, workers));
const ends = some(...JOB_ENDS).map(end);
const races = fc
  .array(some<Verb>('submit', 'collect', 'callback', 'sweep'), { minLength: 2, maxLength: 4 })
  .map(race);

/** What can happen to a piece of work, in any order; what brings it on comes more often. */
export const workCommands = () =>
  fc.commands<WorkModel, Subject, false>(
    [
      submits,
      some('take' as const, 'lose' as const).map(earlyCallback),
      some(dieBeforeCall, nonsense, forget),
      few.map(collect),
      few.map(sweep),
      few.map(callback),
      few.map(callback),
      ends,
      ends,
      ends,
      fc.constant(letTimeGoBy),
      races,
      races,
    ],
    { maxCommands: 30, size: 'max' },
  );

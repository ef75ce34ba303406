import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import type { WorkBench } from './work-bench.fixture';
import {
  JOB_ENDS,
  type JobEnd,
  SUBMIT_ANSWERS,
  type SubmitAnswer,
  type WorkModel,
} from './work-model.fixture';
import { race, type Verb } from './work-race.fixture';
import { expectSeen, hasJob, job, type Subject, type WorkCommand } from './work-subject.fixture';

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

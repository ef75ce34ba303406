import { expectSeen, hasJob, job, type WorkCommand } from './work-subject.fixture';

export type Verb = 'submit' | 'collect' | 'callback' | 'sweep';

/** Several at once: who comes first is open, so the model looks how it came out, and what must hold is checked. */
export const race = (verbs: readonly Verb[]): WorkCommand => ({
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
    const seen = await bench.see(id);
    const ends = seen.delivered + seen.failed - before.delivered - before.failed;
    expect(ends).toBeLessThanOrEqual(verbs.includes('callback') ? 2 : 1);
    const { status, failure, attempt, hold, delivered, failed } = seen;
    model.seen = { status, failure, attempt, hold, delivered, failed };
    if (!model.job && bench.takenOf(id).length > 0) model.job = {};
    model.age = await bench.age(id);
    await expectSeen(model, real);
  },
});

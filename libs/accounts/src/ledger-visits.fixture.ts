import fc from 'fast-check';
import { isDeepStrictEqual } from 'node:util';
import type { Answer, PersonModel, Step } from './ledger-model.fixture';
import { type LedgerSubject, stateOf } from './ledger-subject.fixture';

/** Steps that go together: in one transaction, perhaps with a crash and another try, or all at the same time. */
export type Visit =
  | { way: 'transaction'; steps: Step[]; crashAfter: number | null; again: boolean }
  | { way: 'race'; steps: Step[] };

/** Few, so that the same ones come again. */
const key = fc.constantFrom('a', 'b', 'c', 'd');
const amount = fc.integer({ min: 1, max: 60 });

const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({
    do: fc.constant('credit' as const),
    kind: fc.constantFrom('grant' as const, 'purchase', 'promo', 'referral'),
    amount: fc.integer({ min: 1, max: 120 }),
    key,
  }),
  fc.record({ do: fc.constant('take-back' as const), amount, key }),
  { weight: 1, arbitrary: fc.record({ do: fc.constant('forfeit' as const), key }) },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('reserve' as const),
      amount: fc.integer({ min: 1, max: 40 }),
      keys: fc.uniqueArray(key, { minLength: 1, maxLength: 3 }),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('capture' as const),
      key,
      amount: fc.option(fc.integer({ min: 0, max: 50 })),
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('release' as const), key }) },
);

const visit: fc.Arbitrary<Visit> = fc.oneof(
  fc.record({
    way: fc.constant('transaction' as const),
    steps: fc.array(step, { minLength: 1, maxLength: 5 }),
    crashAfter: fc.option(fc.nat(5)),
    again: fc.boolean(),
  }),
  fc.record({
    way: fc.constant('race' as const),
    steps: fc.array(step, { minLength: 2, maxLength: 4 }),
  }),
);

/** What several people do, each for themselves. */
export const visits = fc.array(fc.array(visit, { maxLength: 6 }), { minLength: 1, maxLength: 3 });

/** @returns the model after the visit, which it must have foretold */
export async function go(
  visit: Visit,
  model: PersonModel,
  real: LedgerSubject,
): Promise<PersonModel> {
  if (visit.way === 'race') return race(visit.steps, model, real);
  const { steps, crashAfter, again } = visit;
  if (crashAfter !== null) {
    expect(await real.transaction(steps, Math.min(crashAfter, steps.length))).toBe('crashed');
  }
  for (let times = again ? 2 : 1; times > 0; times -= 1) {
    const expected = steps.map((step) => model.play(step));
    expect(await real.transaction(steps)).toEqual(expected);
  }
  return model;
}

/** Whatever happened at the same time must have been possible one after the other, in some order. */
async function race(steps: Step[], model: PersonModel, real: LedgerSubject): Promise<PersonModel> {
  const answers = await Promise.all(steps.map((step) => real.play(step)));
  const state = await real.state();
  for (const order of orders(steps.map((_, index) => index))) {
    const after = model.copy();
    const expected: Answer[] = [];
    for (const index of order) expected[index] = after.play(steps[index]!);
    if (isDeepStrictEqual([expected, stateOf(after)], [answers, state])) return after;
  }
  throw new Error(
    `no order explains ${JSON.stringify({ before: stateOf(model), answers, state })}`,
  );
}

const orders = (items: number[]): number[][] =>
  items.length < 2
    ? [items]
    : items.flatMap((item) =>
        orders(items.filter((other) => other !== item)).map((rest) => [item, ...rest]),
      );

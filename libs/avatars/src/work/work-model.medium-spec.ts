import fc from 'fast-check';
import { PRICE, WorkBench } from './work-bench.fixture';
import { workCommands } from './work-commands.fixture';
import { WorkModel } from './work-model.fixture';
import { expectSeen, type Subject } from './work-subject.fixture';

const RUNS = 250;
const MAX_ROUNDS = 4;

describe('paid work', () => {
  let bench: WorkBench;
  beforeAll(async () => {
    bench = await WorkBench.open();
  });
  afterAll(() => bench.close());

  /** Whatever happened: with time and a sweep it comes to its end. */
  const settle = async (model: WorkModel, real: Subject) => {
    for (let round = 0; round < MAX_ROUNDS && !model.isSettled; round += 1) {
      await bench.letTimeGoBy(real.id);
      model.age = 'submitted' in model.age ? { created: true, submitted: true } : { created: true };
      if (model.seen.status === 'requested') model.submit('take');
      else model.collect();
      await bench.sweep(2);
      await expectSeen(model, real);
    }
  };

  it('should come to one end, be submitted once and paid or refunded once, whatever happens in which order', async () => {
    await fc.assert(
      fc.asyncProperty(workCommands(), async (commands) => {
        const [model, real] = [new WorkModel(), { bench, id: await bench.request() }];
        await fc.asyncModelRun(() => ({ model, real }), commands);
        await settle(model, real);
        expect(model.isSettled).toBe(true);
        expect(await bench.balance(real.id)).toBe(model.seen.hold === 'captured' ? 0 : PRICE);
        expect(await bench.world.ledger.imbalance()).toBe(0);
      }),
      // A failure names its seed and path. Its shortest form is looked for, but not for ever.
      { numRuns: RUNS, interruptAfterTimeLimit: 150_000 },
    );
  }, 200_000);
});

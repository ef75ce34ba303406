import { report } from '../bench/figures';
import { withOrders } from './buyers';
import { check, failuresIn } from './checker';
import { openScene } from './chaos-scene';
import { runChaos } from './chaos-run';
import { Random } from './random';
import { printReport } from './report';
import { FAULTS, faultsNamed } from './schedule';

const {
  CHAOS_SEED = String(Date.now() % 1_000_000),
  CHAOS_SECONDS = '60',
  CHAOS_RATE = '200',
  CHAOS_EVERY = '5',
  CHAOS_PURCHASES = '2',
  CHAOS_RECORDINGS = '1',
  /** Names, with semicolons between them. */
  CHAOS_FAULTS = '',
  CHAOS_DRAIN_SECONDS = '300',
} = process.env;
/** At most one message of a person in two seconds. */
const PEOPLE_PER_RATE = 2;
const BUYERS = 20;

describe('the product under load and faults', () => {
  let opened: Awaited<ReturnType<typeof openScene>>;
  const rate = Number(CHAOS_RATE);

  beforeAll(async () => {
    opened = await openScene({
      random: new Random(Number(CHAOS_SEED)),
      people: PEOPLE_PER_RATE * rate,
      ownServers: true,
      proxies: true,
      workers: true,
    });
  });
  afterAll(() => opened?.close());

  it('loses nothing, doubles nothing and keeps its order', async () => {
    const { scene } = opened;
    const purchases = Number(CHAOS_PURCHASES);
    // The load may go on a little until the last fault is over.
    const orders = Math.ceil(Number(CHAOS_SECONDS) * purchases * 2);
    const open = await withOrders(scene, { people: BUYERS, orders });
    const faults = CHAOS_FAULTS ? faultsNamed(CHAOS_FAULTS.split(';')) : FAULTS;
    report(`chaos: seed ${CHAOS_SEED}, ${CHAOS_SECONDS} s at ${rate}/s`);
    const { history, drainSeconds } = await runChaos(
      scene,
      {
        seconds: Number(CHAOS_SECONDS),
        rate,
        purchases,
        recordings: Number(CHAOS_RECORDINGS),
        faults,
        everySeconds: Number(CHAOS_EVERY),
        drainMs: Number(CHAOS_DRAIN_SECONDS) * 1_000,
      },
      open,
    );
    const findings = check(history);
    printReport(history, findings, drainSeconds);
    expect(failuresIn(findings).map(({ count, value }) => `${value} ${count}`)).toEqual([]);
  });
});

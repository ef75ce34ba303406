import { report } from './bench/figures';
import { check, failuresIn } from './chaos/checker';
import { runChaos } from './chaos/chaos-run';
import { openScene } from './chaos/chaos-scene';
import { Random } from './chaos/random';
import { printReport } from './chaos/report';
import { faultsNamed } from './chaos/schedule';

/** One schedule for all, so that a failure here is a failure everywhere. Other seeds: `nx chaos e2e`. */
const SEED = 20261122;
/** Those that a machine of any speed gets over within seconds. */
const FAULTS = faultsNamed([
  'kill -9 of the poller',
  'SIGTERM of the poller',
  'Telegram: accepted, then reset',
  'Telegram: updates again',
  'Postgres connections broken',
  'poison update',
]);

describe('two gateways under load and faults', () => {
  let opened: Awaited<ReturnType<typeof openScene>>;

  beforeAll(async () => {
    const random = new Random(SEED);
    opened = await openScene({
      random,
      people: 30,
      ownServers: false,
      proxies: true,
      workers: false,
    });
  }, 120_000);
  afterAll(() => opened?.close());

  it('should lose nothing, double nothing and keep the order of each chat', async () => {
    const { history, drainSeconds } = await runChaos(
      opened.scene,
      {
        seconds: 14,
        rate: 12,
        purchases: 0,
        recordings: 0,
        faults: FAULTS,
        everySeconds: 2,
        drainMs: 90_000,
      },
      [],
    );
    const findings = check(history);
    report(`chaos: seed ${SEED}`);
    printReport(history, findings, drainSeconds);
    expect(failuresIn(findings)).toEqual([]);
  }, 300_000); // half a minute on an idle machine
});

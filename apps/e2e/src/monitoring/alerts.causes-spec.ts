import { Duty } from '../harness/duty';
import { FaultyStack } from '../harness/faulty-stack';
import { APPS, Stack } from '../harness/stack';
import { TcpProxy } from '../harness/tcp-proxy';
import * as callbacks from './causes/callbacks.causes';
import * as dialogue from './causes/dialogue.causes';
import * as money from './causes/money.causes';
import * as outages from './causes/outages.causes';
import * as processes from './causes/processes.causes';
import { HostFigures } from './host-figures';
import { PrometheusServer } from './prometheus-server';
import { prometheusTool } from './prometheus-tools';
import { alertNames } from './rule-files';
import { type Cause, fires, prometheusTarget, type Scene } from './scene';

/** Five minutes of a rule are ten seconds here. */
const FASTER = 30;
/** Most of a step is the time of its rules themselves, a minute at most; a busy machine takes a few times as long. */
const STEP_MS = 200_000;
/** A model that we use unless told otherwise is shut down on 2027-01-06, as the stand-in says too. */
const FROM_THE_START = ['ModelRetires'];

/** A cause, and the alerts that it brings about. */
type Row = readonly [string, Cause, readonly string[]];
/** Causes that are made at the same time, in their order. */
type Step = readonly [string, readonly Row[]];

const openPrometheus = async () =>
  PrometheusServer.start((await prometheusTool('prometheus'))!, FASTER);

/** Alerts of all steps of this file. */
const expected: string[] = [...FROM_THE_START];

function play(scene: () => Scene | undefined, steps: readonly Step[]): void {
  expected.push(...steps.flatMap(([, rows]) => rows.flatMap(([, , alerts]) => alerts)));
  it.each(steps.map(([when, rows]) => ({ when, rows })))(
    'should tell when $when',
    async ({ rows }) => {
      const here = scene();
      if (!here) return;
      const made = await Promise.allSettled(
        rows.map(async ([what, cause, alerts]) => {
          await cause(here).catch((error: unknown) => {
            throw new Error(`${what}: ${String(error)}`, { cause: error });
          });
          await Promise.all(alerts.map((alert) => fires(here, alert)));
        }),
      );
      await here.stack.clearFaults();
      expect(made.flatMap((one) => (one.status === 'rejected' ? String(one.reason) : []))).toEqual(
        [],
      );
    },
    STEP_MS,
  );
}

describe('alerts', () => {
  /** A stack whose parts all run, and another one whose parts are away. */
  let stack: Stack;
  let duty: Duty;
  let away: FaultyStack;
  let way: TcpProxy;
  let host: HostFigures;
  let busy: Scene | undefined;
  let dark: Scene | undefined;

  beforeAll(async () => {
    if (!(await prometheusTool('prometheus'))) return;
    stack = await Stack.start();
    await stack.addReplica('bot-gateway', 'gateway-b', { BOT_MODE: 'polling_standby' });
    duty = new Duty(stack, ['bot-gateway', 'gateway-b']);
    host = await HostFigures.open();
    away = await FaultyStack.start();
    way = await TcpProxy.before(away.stack.urls.telegram);
    await away.stack.addReplica('bot-gateway', 'gateway-b', {
      BOT_MODE: 'polling_standby',
      TELEGRAM_API_ROOT: way.url,
    });
    // Not before: to a Prometheus that sees nothing everything is down.
    const [first, second] = [await openPrometheus(), await openPrometheus()];
    busy = { stack, prometheus: first };
    dark = { stack: away.stack, prometheus: second };
    for (const scene of [busy, dark]) {
      const apps = APPS.map((app) => prometheusTarget(scene.stack, app));
      const standby = prometheusTarget(scene.stack, 'gateway-b', 'bot-gateway');
      await scene.prometheus.watch(...apps, standby, { address: host.address, app: 'node' });
    }
    await Promise.all([busy, dark].map(({ prometheus }) => prometheus.judge()));
  }, STEP_MS);
  afterAll(async () => {
    await Promise.all([busy?.prometheus.close(), dark?.prometheus.close()]);
    host?.close();
    await stack?.close();
    await way?.close();
    await away?.close();
  }, STEP_MS);

  it('should be quiet while nothing is wrong', async () => {
    if (!busy || !dark) return;
    await duty.settled();
    for (const { prometheus } of [busy, dark]) {
      await fires({ ...busy, prometheus }, FROM_THE_START[0]!);
      expect(await prometheus.fired()).toEqual(FROM_THE_START);
    }
  });

  describe('of an installation that works', () => {
    play(
      () => busy,
      [
        [
          'people, Telegram, OpenAI and strangers misbehave',
          [
            ['poison', dialogue.poison, ['UpdateErrorsBurnFast', 'UpdateErrorsBurnSlow']],
            [
              'a slow Telegram',
              dialogue.slowTelegram,
              ['SlowRepliesBurnFast', 'SlowRepliesBurnSlow'],
            ],
            [
              'answers refused',
              dialogue.openAiFails,
              ['JobsGaveUp', 'ProviderErrors', 'JobFailuresBurnFast', 'JobFailuresBurnSlow'],
            ],
            [
              'recordings wait',
              dialogue.recordingsWait,
              ['QueueLong', 'QueueOldInDialogue', 'QueueOld'],
            ],
            ['429s', dialogue.refusals, ['SendingPaused']],
            ['a message hangs', dialogue.messageHangs, ['OutboxOld']],
            ['an update waits', dialogue.updateWaits, ['InboxOld']],
            ['a restore', dialogue.messageHeld, ['MessagesHeld']],
            ['messages refused', dialogue.messagesRefused, ['MessagesPlainFallback']],
            [
              'payments',
              async (scene) => {
                await money.paymentUnknown(scene);
                await dialogue.checkoutsHang(scene);
              },
              ['PaymentsUnmatched', 'CheckoutsSlow', 'CheckoutsUnanswered'],
            ],
            ['forged callbacks', callbacks.forged, ['ForgedCallbacks']],
          ],
        ],
        [
          // A gateway that starts counts what is stuck, else once a minute.
          'the ledger is broken, and processes end again and again',
          [
            [
              'the ledger',
              money.ledgerBroken,
              ['LedgerImbalance', 'LedgerUnbalancedTransactions', 'LedgerDrift', 'LedgerHoldsOld'],
            ],
            [
              'failovers',
              (scene) => processes.failovers({ ...scene, duty }),
              ['FailoversFlapping', 'UpdatesQuarantined', 'RowsStuck'],
            ],
            ['restarts', processes.restarts, ['Restarting']],
          ],
        ],
        ['another program polls', [['it', processes.otherProgram, ['OtherProgramPolls']]]],
        [
          'none stands by',
          [['it', (scene) => processes.noStandby({ ...scene, duty }), ['StandbyMissing']]],
        ],
      ],
    );
  });

  describe('of an installation whose parts are away', () => {
    play(
      () => dark,
      [
        [
          'another installation has the same token',
          [['it', outages.secondInstallation(() => stack), ['TwoPollers']]],
        ],
        [
          'the disk, the backups, the storage, processes and a network fail',
          [
            ['burden', processes.burdened, ['EventLoopSlow', 'MemoryNearLimit']],
            ['keys', callbacks.keysAway, ['CallbackErrorsBurnFast', 'CallbackErrorsBurnSlow']],
            ['money', outages.noMoney, ['ProviderBreakerOpen', 'ProviderOutOfMoney']],
            [
              'neglect',
              (scene) => outages.neglected({ ...scene, host }),
              ['DiskNearlyFull', 'BackupOld', 'BackupFailing', 'BackupUnverified'],
            ],
            ['storage', async () => away.wires.s3.cut(), ['HealthCheckDown']],
            [
              'dead',
              outages.gone('avatar-worker', 'standby-controller'),
              ['AppDown', 'ControllerDown', 'InstanceDown'],
            ],
            [
              'wire',
              async () => way.silence(),
              ['TelegramUnreachableFromOne', 'HealthCheckDownOnOne'],
            ],
          ],
        ],
        [
          'nobody tells of backups, and gateways cannot read the ledger',
          [
            ['backup', (scene) => outages.noBackup({ ...scene, host }), ['BackupMissing']],
            [
              'ledger',
              async (scene) => {
                way.heal();
                away.wires.s3.heal();
                await outages.ledgerAway(scene);
              },
              ['LedgerCheckStale'],
            ],
          ],
        ],
        ['Telegram is away', [['it', outages.telegramAway, ['TelegramUnreachable']]]],
        ['the token is revoked', [['it', outages.tokenRevoked, ['BotTokenRefused']]]],
        ['no gateway runs', [['it', outages.gone('bot-gateway', 'gateway-b'), ['PollerMissing']]]],
      ],
    );
  });

  it('should each have a cause above', async () => {
    expect([...expected].sort()).toEqual((await alertNames()).sort());
  });
});

import { welcomed } from '../../harness/journeys';
import { type Cause, fires, type HostScene, prometheusTarget } from '../scene';

const ALWAYS = 100_000;
const DAY_S = 86_400;

/** The account at OpenAI is empty. */
export const noMoney: Cause = async ({ stack }) => {
  const person = await welcomed(stack);
  const action = { kind: 'error', status: 429, code: 'insufficient_quota' };
  await stack.order('openai', { on: 'chat', times: ALWAYS, action });
  await person.say('Are you rich?');
};

/** The disk fills, and backups fail, grow old and are never read. */
export const neglected: Cause<HostScene> = async ({ host }) => {
  host.set({ diskLeft: 0.05, backupAgeS: DAY_S, failures: 1, verifiedAgeS: 10 * DAY_S });
};

export const noBackup: Cause<HostScene> = async ({ host }) => host.set({ hasDatabase: false });

/** The whole ledger cannot be read by an avatar-worker that starts now. */
export const ledgerAway: Cause = async ({ stack }) => {
  await stack.rows('alter table ledger_postings rename to ledger_postings_away');
  await stack.restart('avatar-worker');
};

/** Telegram fails at all calls of everybody. */
export const telegramAway: Cause = async (scene) => {
  const action = { kind: 'error', code: 502 };
  await scene.stack.order('telegram', { method: '*', times: ALWAYS, action });
  await fires(scene, 'TelegramUnreachable');
  await scene.stack.clearFaults();
};

export const tokenRevoked: Cause = async (scene) => {
  const action = { kind: 'error', code: 401 };
  await scene.stack.order('telegram', { method: 'getUpdates', times: ALWAYS, action });
  // A poll that was under way when the fault was ordered is answered as always.
  await fires(scene, 'BotTokenRefused', async () => {
    await (await scene.stack.newPerson('en')).say('hello');
  });
};

/** A second installation that one Prometheus sees: it has a database, a Redis and a poller of its own. */
export const secondInstallation =
  (other: () => Parameters<Cause>[0]['stack']): Cause =>
  async (scene) => {
    for (const instance of ['bot-gateway', 'gateway-b'])
      await scene.prometheus.watch(prometheusTarget(other(), instance, 'bot-gateway'));
    await fires(scene, 'TwoPollers');
    for (const instance of ['bot-gateway', 'gateway-b'])
      await scene.prometheus.watchNoMore(prometheusTarget(other(), instance).address);
  };

export const gone =
  (...instances: string[]): Cause =>
  async ({ stack }) => {
    await Promise.all(instances.map((name) => stack.app(name).stop('SIGKILL')));
  };

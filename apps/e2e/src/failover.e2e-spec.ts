import { eventually } from '@aisha/testing';
import { Duty } from './harness/duty';
import { Stack } from './harness/stack';
import { Talk } from './harness/talk';
import { TcpProxy } from './harness/tcp-proxy';

const GATEWAYS = ['bot-gateway', 'gateway-b'] as const;
/** Sends that a gateway has in flight at most: what may come twice when their outcome is unknown. */
const IN_FLIGHT = 16;
/** The goals are measured by failover.bench; a test on a busy machine only has to notice what is broken. */
const SLACK_MS = 5_000;

describe('two gateways', () => {
  let stack: Stack;
  let duty: Duty;
  let way: TcpProxy;
  let talk: Talk;
  let conflictsExpected = 0;

  beforeAll(async () => {
    stack = await Stack.start();
    way = await TcpProxy.before(stack.urls.telegram);
    await stack.addReplica('bot-gateway', 'gateway-b', {
      BOT_MODE: 'polling_standby',
      TELEGRAM_API_ROOT: way.url,
    });
    duty = new Duty(stack, GATEWAYS);
  });
  afterAll(async () => {
    await stack?.close();
    await way?.close();
  });
  beforeEach(async () => {
    way.heal();
    talk = await Talk.among(stack);
  });
  afterEach(async () => {
    await stack.clearFaults();
    await talk.end();
    expect(await talk.misplaced()).toBe(0);
    expect(await duty.conflicts()).toBe(conflictsExpected);
    conflictsExpected = 0;
  });

  /** Makes that gateway the poller, whoever is it now. */
  async function givePlaceTo(instance: string) {
    const { poller, epoch } = await duty.settled();
    if (poller === instance) return duty.settled();
    expect((await duty.move({ to: instance })).status).toBe(202);
    expect(await duty.after(epoch)).toMatchObject({ to: instance });
    return duty.settled();
  }

  it('should go on within a moment when the poller is killed', async () => {
    const { poller, standby, epoch } = await duty.settled();
    await talk.begin();
    await stack.app(poller).stop('SIGKILL');
    const failover = await duty.after(epoch);
    expect(failover).toMatchObject({ from: poller, to: standby, reason: 'session-ended' });
    stack.app(poller).start();
    await stack.healthy(poller);
    expect((await duty.settled()).poller).toBe(standby);
    await talk.end();
    expect(await talk.doubled()).toBeLessThanOrEqual(IN_FLIGHT);
  });

  it('should hand over in order when the poller is told to end', async () => {
    const { poller, standby, epoch } = await duty.settled();
    await talk.begin();
    const ended = stack.app(poller).stop('SIGTERM');
    const failover = await duty.after(epoch);
    expect(failover).toMatchObject({ to: standby, reason: 'shutdown' });
    const { gateways } = await duty.status();
    expect(gateways.find(({ instance }) => instance === poller)?.role).not.toBe('standby');
    expect(await ended).toBe(0);
    stack.app(poller).start();
    await stack.healthy(poller);
    await talk.end();
    expect(await talk.doubled()).toBe(0);
  });

  it('should remove a poller that froze, which does no harm when it wakes up', async () => {
    const { poller, standby, epoch } = await duty.settled();
    await talk.begin();
    stack.app(poller).signal('SIGSTOP');
    const failover = await duty.after(epoch);
    expect(failover).toMatchObject({ from: poller, to: standby, reason: 'silent' });
    expect(failover.gapMs).toBeLessThan(3_300 + SLACK_MS);
    stack.app(poller).signal('SIGCONT');
    expect(await duty.settled()).toMatchObject({ poller: standby, epoch: failover.epoch });
    await talk.end();
    expect(await talk.doubled()).toBeLessThanOrEqual(IN_FLIGHT);
  });

  it.each([
    ['blackhole', 'silence'],
    ['reset', 'cut'],
  ] as const)('should remove a poller that is cut off from Telegram: %s', async (_, trouble) => {
    const { epoch } = await givePlaceTo('gateway-b');
    await talk.begin();
    way[trouble]();
    const failover = await duty.after(epoch);
    expect(failover).toMatchObject({ to: 'bot-gateway', reason: 'telegram-unreachable' });
    const health = await fetch(`${stack.address('gateway-b')}/health`);
    expect([health.status, await health.text()]).toEqual([
      503,
      expect.stringContaining('Telegram does not answer'),
    ]);
    way.heal();
    await duty.settled();
    await talk.end();
    expect(await talk.doubled()).toBeLessThanOrEqual(2 * IN_FLIGHT);
  });

  it('should be moved by its operators, to whom they like', async () => {
    const { poller, standby, epoch } = await duty.settled();
    await talk.begin();
    const response = await duty.move({ to: standby });
    expect([response.status, await response.json()]).toEqual([
      202,
      { botId: String(stack.botId), epoch, from: poller, to: standby },
    ]);
    const there = await duty.after(epoch);
    expect(there).toMatchObject({ from: poller, to: standby, reason: 'moved' });
    await duty.settled();
    expect((await duty.move()).status).toBe(202);
    expect(await duty.after(there.epoch)).toMatchObject({ from: standby, to: poller });
    await duty.settled();
    await talk.end();
    expect(await talk.doubled()).toBe(0);
    const [latest, before] = (await duty.status()).failovers;
    expect(latest).toMatchObject({ from: standby, to: poller, reason: 'moved' });
    expect(before).toMatchObject({ epoch: there.epoch, gapMs: there.gapMs });
  });

  it('should move for nobody without the token, nor to where it cannot be', async () => {
    const { poller } = await duty.settled();
    const refusal = async (body: unknown) => {
      const response = await duty.move(body);
      return [response.status, ((await response.json()) as { message: string }).message];
    };
    const forged = await duty.ask('/failover', { method: 'POST' }, 'a-token-of-somebody-else');
    expect(forged.status).toBe(401);
    expect(await refusal({ to: poller })).toEqual([409, `${poller} polls already`]);
    expect(await refusal({ to: 'nobody' })).toEqual([409, 'no gateway called nobody is heard']);
    expect((await refusal({ to: 7 }))[0]).toBe(400);
    expect((await refusal({ too: poller }))[0]).toBe(400);
  });

  it('should go on by itself when Postgres dropped all connections, with one poller', async () => {
    const { epoch } = await duty.settled();
    await talk.begin();
    await stack.rows(
      `select pg_terminate_backend(pid) from pg_stat_activity
       where datname = current_database() and pid <> pg_backend_pid()`,
    );
    await duty.after(epoch);
    await duty.settled();
    await talk.end();
    for (const name of GATEWAYS) await stack.healthy(name);
  });

  it('should need no controller to fail over, and do with two of them as with one', async () => {
    await stack.addReplica('standby-controller', 'controller-b');
    const first = await duty.settled();
    await talk.begin();
    await stack.app('standby-controller').stop('SIGKILL');
    await stack.app('controller-b').stop('SIGKILL');
    await stack.app(first.poller).stop('SIGKILL');
    const failover = await duty.after(first.epoch);
    expect(failover.to).toBe(first.standby);
    for (const name of [first.poller, 'standby-controller', 'controller-b'])
      stack.app(name).start();
    for (const name of [first.poller, 'standby-controller', 'controller-b'])
      await stack.healthy(name);
    const second = await duty.settled();
    const known = duty.failovers();
    await Promise.all(
      ['standby-controller', 'controller-b'].map(
        (name) =>
          eventually(async () => {
            duty.askOf(name);
            expect((await duty.move({ to: second.standby })).status).toBe(202);
          }).catch(() => undefined), // the other one was faster
      ),
    );
    expect(await duty.after(second.epoch)).toMatchObject({ to: second.standby });
    expect(await duty.settled()).toMatchObject({ epoch: second.epoch + 1 });
    expect(await duty.failovers()).toHaveLength((await known).length + 1);
    await stack.app('controller-b').stop();
    duty.askOf('standby-controller');
  });

  it('should take a webhook out of the way, with what waits behind it', async () => {
    const { epoch } = await duty.settled();
    await talk.begin();
    const url = new URL(`/bot${stack.token}/setWebhook`, stack.urls.telegram);
    url.searchParams.set('url', 'https://elsewhere.example/telegram');
    expect((await fetch(url)).status).toBe(200);
    await talk.end();
    expect(await talk.doubled()).toBe(0);
    expect(await duty.settled()).toMatchObject({ epoch });
  });

  it('should leave the field for a while when another program polls with the same token', async () => {
    const { poller, standby, epoch } = await duty.settled();
    await talk.begin();
    conflictsExpected = (await duty.conflicts()) + 1;
    await stack.order('telegram', { method: 'getUpdates', action: { kind: 'error', code: 409 } });
    expect(await duty.after(epoch)).toMatchObject({
      from: poller,
      to: standby,
      reason: 'conflict',
    });
    await talk.end();
    expect(await talk.doubled()).toBe(0);
  });
});

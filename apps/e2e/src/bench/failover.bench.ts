import { eventually } from '@aisha/testing';
import { TcpProxy } from '../harness/tcp-proxy';
import { Duty } from '../harness/duty';
import { Stack } from '../harness/stack';
import { Talk } from '../harness/talk';
import { median, percentile, report } from './figures';

const TRIES = Number(process.env.FAILOVER_TRIES ?? 30);
/** From question to question: what a gap is measured with, if the machine can answer that many. */
const EACH_MS = Number(process.env.FAILOVER_EACH_MS ?? 10);
const GATEWAYS = ['bot-gateway', 'gateway-b'] as const;
/** Answers that must have come after the change before a try is over. */
const FLOWS = 20;

type Faults = Record<
  string,
  { begin(poller: string): Promise<unknown>; mend(poller: string): unknown }
>;

describe('the gap without a reply', () => {
  let stack: Stack;
  let duty: Duty;
  let talk: Talk;
  const ways = new Map<string, TcpProxy>();

  beforeAll(async () => {
    stack = await Stack.start({ LOG_LEVEL: 'WARNING' });
    for (const name of GATEWAYS) ways.set(name, await TcpProxy.before(stack.urls.telegram));
    await stack.app('bot-gateway').stop();
    for (const name of GATEWAYS) {
      const TELEGRAM_API_ROOT = ways.get(name)!.url;
      await stack.addReplica('bot-gateway', name, { LOG_LEVEL: 'WARNING', TELEGRAM_API_ROOT });
    }
    duty = new Duty(stack, GATEWAYS);
    talk = await Talk.among(stack, { people: 50, eachMs: EACH_MS });
    await talk.begin();
  });
  afterAll(async () => {
    await stack?.close();
    for (const way of ways.values()) await way.close();
  });

  const restart = (name: string) => stack.app(name).start();
  const faults: Faults = {
    'kill -9': {
      begin: (poller) => stack.app(poller).stop('SIGKILL'),
      mend: restart,
    },
    SIGTERM: {
      begin: async (poller) => void stack.app(poller).signal('SIGTERM'),
      mend: async (poller) => {
        await stack.app(poller).stop();
        restart(poller);
      },
    },
    SIGSTOP: {
      begin: async (poller) => stack.app(poller).signal('SIGSTOP'),
      mend: (poller) => stack.app(poller).signal('SIGCONT'),
    },
    'cut off from Telegram': {
      begin: async (poller) => ways.get(poller)!.silence(),
      mend: (poller) => ways.get(poller)!.heal(),
    },
  };

  it.each(Object.entries(faults))('%s', async (name, { begin, mend }) => {
    const gaps: number[] = [];
    for (let round = 0; round < TRIES; round++) {
      const { poller, epoch } = await duty.settled();
      await talk.caughtUp();
      // Not always at the same moment of the renewals and probes.
      await flowing(Date.now(), 1 + Math.floor(Math.random() * (1_000 / EACH_MS)));
      const from = Date.now();
      await begin(poller);
      await duty.after(epoch);
      await flowing(Date.now(), FLOWS);
      gaps.push(await talk.gap(from, Date.now()));
      await mend(poller);
    }
    await duty.settled();
    gaps.sort((a, b) => a - b);
    const ms = (share: number) => percentile(gaps, share).toFixed(0);
    report(
      `gap without a reply, ${name}, ${TRIES} tries, a question each ${EACH_MS} ms: median ${median(gaps).toFixed(0)} ms, p99 ${ms(0.99)} ms, max ${ms(1)} ms`,
    );
  });

  it('prints what was lost, doubled or out of order', async () => {
    await talk.end();
    for (const [reason, gaps] of await bookedGaps())
      report(
        `gap without a poller as booked, ${reason}, ${gaps.length} times: median ${median(gaps)} ms, max ${Math.max(...gaps)} ms`,
      );
    report(
      `failovers in all ${(await duty.failovers()).length}: answers doubled ${await talk.doubled()}, misplaced ${await talk.misplaced()}, lost 0`,
    );
  });

  const bookedGaps = async () => {
    const booked = (await duty.failovers()).filter(({ gapMs }) => gapMs !== null);
    const byReason = [...Map.groupBy(booked, ({ reason }) => reason)];
    return byReason.map(([reason, all]) => [reason, all.map(({ gapMs }) => gapMs!)] as const);
  };
  const flowing = (since: number, count: number) =>
    eventually(async () => (await talk.answers()).filter((at) => at > since).length >= count, {
      timeoutMs: 60_000,
    });
});

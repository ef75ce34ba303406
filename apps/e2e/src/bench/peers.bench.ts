import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { onConnection } from '@aisha/servers';
import { type TestBucket, testBucket, testRedisUrl } from '@aisha/testing';
import { report } from './figures';
import { bareBots } from './peers/bare-bots';
import type { Contender } from './peers/contender';
import { CpuMeter } from './peers/cpu-meter';
import { KnownPeople } from './peers/known-people';
import { DidNotStart, type Figures, measure } from './peers/measurement';
import { type GatewayPlan, ourGateway } from './peers/our-gateway';
import { canPin } from './peers/pinned-process';
import { SETTINGS } from './peers/settings';
import { StandIn } from './peers/stand-in';
import { faultTable, LEGEND, resultTable } from './peers/table';

const SERVER = process.env.TEST_DATABASE_URL!;
const OURS: Record<string, GatewayPlan & { drainOnly?: boolean }> = {
  'ours-polling': { mode: 'polling', gateways: 1 },
  'ours-webhook': { mode: 'webhook', gateways: 1 },
  'ours-webhook-2': { mode: 'webhook', gateways: 2 },
  'ours-polling-info': {
    mode: 'polling',
    gateways: 1,
    env: { LOG_LEVEL: 'INFO' },
    drainOnly: true,
  },
};

describe('our gateway and its peers', () => {
  let logFolder: string;
  let standIn: StandIn;
  let bucket: TestBucket;
  let people: KnownPeople;
  let meter: CpuMeter;

  beforeAll(async () => {
    logFolder = await mkdtemp(path.join(tmpdir(), 'aisha-bench-'));
    standIn = await StandIn.start(path.join(logFolder, 'stand-in.log'));
    bucket = await testBucket();
    people = await KnownPeople.meet(SERVER, greet);
    meter = await CpuMeter.open(standIn.pid, SERVER, await testRedisUrl());
  });
  afterAll(async () => {
    await standIn?.stop();
    await people?.close();
    await bucket?.close();
    await rm(logFolder, { recursive: true, force: true });
  });

  it('prints throughput, processor time, latency, memory and start of each, side by side', async () => {
    await reportSurroundings();
    const contenders = chosen();
    const results = new Map<string, Figures[]>(contenders.map(({ name }) => [name, []]));
    const skipped = new Set<string>();
    for (let run = 0; run < SETTINGS.runs; run++) {
      for (const contender of contenders) {
        if (skipped.has(contender.name)) continue;
        await measured(contender, results).catch((error: unknown) => {
          if (!(error instanceof DidNotStart)) throw error;
          skipped.add(contender.name);
          results.delete(contender.name);
          report(`${contender.name}: skipped, it does not start: ${error.message}`);
        });
      }
    }
    [...LEGEND, '', ...resultTable(results), '', ...faultTable(results)].forEach(report);
  });

  async function measured(contender: Contender, results: Map<string, Figures[]>): Promise<void> {
    const figures = await measure(contender, standIn, meter);
    results.get(contender.name)!.push(figures);
    const { drain } = figures;
    const strange = drain.strange.map(([text, count]) => `${count} x "${text.slice(0, 60)}"`);
    report(
      `${contender.name}: ${(drain.answered / drain.seconds).toFixed(0)} updates/s, ${(drain.cpu.bot / drain.answered).toFixed(0)} us, foreign cores ${drain.cpu.foreignCores.toFixed(2)} ${strange.join(', ')}`,
    );
  }

  function chosen(): Contender[] {
    const ours = Object.entries(OURS).map(([name, { drainOnly, ...plan }]) => ({
      name,
      drainOnly,
      prepare: async () => ourGateway(plan, await people.clone(), around()),
    }));
    const all: Contender[] = [...bareBots(standIn.url, logFolder), ...ours];
    const wanted = SETTINGS.contenders;
    return wanted.length === 0 ? all : all.filter(({ name }) => wanted.includes(name));
  }

  const around = () => ({ telegram: standIn.url, bucket, logFolder });

  /** Everybody says hello once: the figures are those of people whom the bot knows. */
  async function greet(url: string): Promise<void> {
    const database = { url, close: async () => undefined };
    const bot = await ourGateway({ mode: 'polling', gateways: 1 }, database, around());
    await standIn.reset();
    const [gateway] = bot.start();
    const { people: count } = SETTINGS;
    const greeted = await standIn.play({
      count,
      people: count,
      text: 'start',
      patienceMs: 300_000,
    });
    await gateway!.stop();
    expect(greeted.answered).toBe(count);
  }

  async function reportSurroundings(): Promise<void> {
    const { rows } = await onConnection(SERVER, (client) =>
      client.query<{ line: string }>(
        `select 'Postgres ' || current_setting('server_version') || ', fsync ' || current_setting('fsync')
           || ', synchronous_commit ' || current_setting('synchronous_commit') as line`,
      ),
    );
    report(rows[0]!.line);
    report(
      canPin
        ? 'Stand-in on core 0, bot on core 1; two gateways, Postgres and Redis on any core'
        : 'Nothing is pinned to a core: there is no taskset, or one core only',
    );
  }
});

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type TestBucket, testBucket, testRedisUrl } from '@aisha/testing';
import { TraceCollector } from '../harness/trace-collector';
import { report } from './figures';
import { CpuMeter } from './peers/cpu-meter';
import { KnownPeople } from './peers/known-people';
import { type Figures, measure } from './peers/measurement';
import { ourGateway } from './peers/our-gateway';
import { SETTINGS } from './peers/settings';
import { StandIn } from './peers/stand-in';

/** The folder of an earlier build of the gateway, to compare with. */
const { BEFORE } = process.env;

/** What tracing costs: a backlog answered without it, with it, and with a tenth of the traces kept. */
describe('tracing', () => {
  let logFolder: string;
  let standIn: StandIn;
  let bucket: TestBucket;
  let people: KnownPeople;
  let meter: CpuMeter;
  let collector: TraceCollector;

  const around = () => ({ telegram: standIn.url, bucket, logFolder });
  const gateway = (url: string, env: Record<string, string>, program?: string) =>
    ourGateway(
      { mode: 'polling', gateways: 1, env: { LOG_LEVEL: 'INFO', ...env }, program },
      { url, close: async () => undefined },
      around(),
    );

  beforeAll(async () => {
    logFolder = await mkdtemp(path.join(tmpdir(), 'aisha-bench-'));
    standIn = await StandIn.start(path.join(logFolder, 'stand-in.log'));
    bucket = await testBucket();
    collector = await TraceCollector.open();
    const database = process.env.TEST_DATABASE_URL!;
    people = await KnownPeople.meet(database, greet);
    meter = await CpuMeter.open(standIn.pid, database, await testRedisUrl());
  });
  afterAll(async () => {
    collector?.close();
    await standIn?.stop();
    await people?.close();
    await bucket?.close();
    await rm(logFolder, { recursive: true, force: true });
  });

  /** The figures are those of people whom the bot knows. */
  async function greet(url: string): Promise<void> {
    const [process] = (await gateway(url, {})).start();
    await standIn.reset();
    const { people: count } = SETTINGS;
    await standIn.play({ count, people: count, text: 'start', patienceMs: 300_000 });
    await process!.stop();
  }

  it('prints processor time, throughput and memory by how much is traced', async () => {
    const traced = { OTEL_EXPORTER_OTLP_ENDPOINT: collector.url };
    const plans: [string, Record<string, string>, string?][] = [
      ...(BEFORE ? [['before', {}, BEFORE] as [string, Record<string, string>, string]] : []),
      ['off', {}],
      ['all traces', traced],
      ['a tenth', { ...traced, OTEL_TRACES_SAMPLER_ARG: '0.1' }],
    ];
    const results = new Map(plans.map(([name]) => [name, [] as Figures[]]));
    for (let run = 0; run < SETTINGS.runs; run++) {
      for (const [name, env, program] of plans) {
        collector.spans.length = 0;
        const prepare = async () => gateway((await people.clone()).url, env, program);
        const figures = await measure({ name, drainOnly: true, prepare }, standIn, meter);
        results.get(name)!.push(figures);
        report(`${name}: ${line([figures])}; ${collector.spans.length} spans`);
      }
    }
    for (const [name, all] of results) report(`${name}, median of ${all.length}: ${line(all)}`);
  });
});

function line(all: Figures[]): string {
  const of = (figure: (one: Figures) => number) => median(all.map(figure)).toFixed(1);
  const micros = of(({ drain }) => drain.cpu.bot / drain.answered);
  const rate = of(({ drain }) => drain.answered / drain.seconds);
  const [idle, peak] = [of(({ idleMb }) => idleMb), of(({ peakMb }) => peakMb)];
  return `${micros} us of processor an update, ${rate} updates/s, ${idle} MB idle, ${peak} MB at most`;
}

const median = (numbers: number[]): number =>
  numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)]!;

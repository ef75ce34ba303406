import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { dieWithParent, freePort } from '@aisha/servers';
import { eventually } from '@aisha/testing';
import { stringify } from 'yaml';
import { readRules, ruleFiles } from './rule-files';
import { scaledRules } from './scaled-rules';

/** Of 15 s in prometheus.yml. Scrapes are less often than a faster time asks: an app must have time to answer. */
const EVALUATION = '500ms';
const SCRAPE = '2s';
const START_MS = 20_000;
/** As often as rules are looked at. */
const KNOWN_MS = 500;

/** What is watched: host:port, and the app's name. */
export interface Target {
  address: string;
  app: string;
}
interface Sample {
  metric: Record<string, string>;
  value: [number, string];
}

/** A real Prometheus with the project's rules, in a world whose time runs faster. */
export class PrometheusServer {
  private child?: ChildProcess;
  private targets: Target[] = [];
  private port = 0;
  private known = { at: -Infinity, names: Promise.resolve<string[]>([]) };

  private constructor(
    private readonly folder: string,
    private readonly factor: number,
  ) {}

  /** @param factor by which all durations of the rules are shorter */
  static async start(binary: string, factor: number): Promise<PrometheusServer> {
    const folder = await mkdtemp(path.join(tmpdir(), 'aisha-prometheus-'));
    const server = new PrometheusServer(folder, factor);
    try {
      await server.open(binary);
      return server;
    } catch (error) {
      await server.close();
      throw error;
    }
  }

  /** From now on these too. */
  async watch(...targets: Target[]): Promise<void> {
    this.targets.push(...targets);
    await this.writeTargets();
  }

  async watchNoMore(address: string): Promise<void> {
    this.targets = this.targets.filter((target) => target.address !== address);
    await this.writeTargets();
  }

  /** Waits until all that is watched was read once, and follows the rules from then on: before, everything is down. */
  async judge(): Promise<void> {
    await eventually(
      async () => expect(await this.query('up == 1')).toHaveLength(this.targets.length),
      { timeoutMs: START_MS },
    );
    for (const file of await ruleFiles()) {
      const rules = scaledRules(await readRules(file), this.factor);
      await writeFile(path.join(this.folder, 'rules', path.basename(file)), stringify(rules));
    }
    this.child?.kill('SIGHUP');
    await eventually(
      async () => expect(await this.query('app:memory_limit:bytes')).not.toEqual([]),
      {
        timeoutMs: START_MS,
      },
    );
  }

  /** Names of the alerts that fire now, or have since the start; asked for once in a while, however many wait. */
  fired(): Promise<string[]> {
    const now = performance.now();
    if (now - this.known.at > KNOWN_MS) this.known = { at: now, names: this.askFired() };
    return this.known.names;
  }

  private async askFired(): Promise<string[]> {
    const samples = await this.query(
      'count by (alertname) (count_over_time(ALERTS{alertstate="firing"}[1h]))',
    );
    return samples.map(({ metric }) => metric['alertname']!);
  }

  async query(expr: string): Promise<Sample[]> {
    const url = `http://127.0.0.1:${this.port}/api/v1/query?query=${encodeURIComponent(expr)}`;
    const answer = (await (await fetch(url)).json()) as { data: { result: Sample[] } };
    return answer.data.result;
  }

  async close(): Promise<void> {
    if (this.child && this.child.exitCode === null && this.child.signalCode === null) {
      const gone = once(this.child, 'exit');
      this.child.kill('SIGKILL'); // nothing that it knows is worth keeping
      await gone;
    }
    await rm(this.folder, { recursive: true, force: true });
  }

  private async open(binary: string): Promise<void> {
    this.port = await freePort();
    await this.writeConfiguration();
    const [command, ...args] = [
      ...dieWithParent('TERM'),
      binary,
      `--config.file=${this.folder}/prometheus.yml`,
      `--storage.tsdb.path=${this.folder}/data`,
      `--web.listen-address=127.0.0.1:${this.port}`,
    ];
    this.child = spawn(command!, args, { stdio: 'ignore' });
    const ready = `http://127.0.0.1:${this.port}/-/ready`;
    await eventually(async () => expect((await fetch(ready)).status).toBe(200), {
      timeoutMs: START_MS,
    });
  }

  private async writeConfiguration(): Promise<void> {
    await mkdir(path.join(this.folder, 'rules'));
    await this.writeTargets();
    const configuration = {
      global: {
        scrape_interval: SCRAPE,
        scrape_timeout: SCRAPE,
        evaluation_interval: EVALUATION,
      },
      rule_files: ['rules/*.yml'],
      scrape_configs: [{ job_name: 'aisha', file_sd_configs: [{ files: ['targets.json'] }] }],
    };
    await writeFile(path.join(this.folder, 'prometheus.yml'), stringify(configuration));
  }

  private async writeTargets(): Promise<void> {
    const groups = this.targets.map(({ address, app }) => ({
      targets: [address],
      labels: { app },
    }));
    await writeFile(path.join(this.folder, 'targets.json'), JSON.stringify(groups));
  }
}

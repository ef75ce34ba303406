import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { findExecutable } from '@aisha/servers';
import { parse, stringify } from 'yaml';
import { metricsIn } from './monitoring/metric-names';
import { prometheusTool } from './monitoring/prometheus-tools';
import { alertNames, allRules, MONITORING, ruleFiles } from './monitoring/rule-files';
import { alertTests, promtoolTests } from './monitoring/rule-tests';

const DOCS = path.resolve(__dirname, '../../../docs');
const run = promisify(execFile);
/** promtool computes hours of rules, minute for minute; a busy machine takes a few times the usual ten seconds. */
const PROMTOOL_MS = 240_000;

describe('deploy/monitoring', () => {
  let folder: string;
  beforeAll(async () => (folder = await mkdtemp(path.join(tmpdir(), 'aisha-monitoring-'))));
  afterAll(() => rm(folder, { recursive: true, force: true }));

  it('should be a configuration that Prometheus takes', async () => {
    const promtool = await prometheusTool('promtool');
    if (!promtool) return;
    await run(promtool, ['check', 'config', path.join(MONITORING, 'prometheus.yml')]);
  });

  it('should be a configuration that Alertmanager takes, once it has its secrets', async () => {
    const amtool = findExecutable(['amtool'], ['/usr/bin']);
    if (!amtool) return void console.warn('skipped: no amtool on PATH (prometheus-alertmanager)');
    const template = await readFile(path.join(MONITORING, 'alertmanager.template.yml'), 'utf8');
    const file = path.join(folder, 'alertmanager.yml');
    await writeFile(
      file,
      template.replace('@BOT_TOKEN@', '1:x').replace('chat_id: 0', 'chat_id: -100'),
    );
    await run(amtool, ['check-config', file]);
  });

  it('should run each part without rights that it does not need', async () => {
    const file = path.resolve(MONITORING, '../docker-compose.monitoring.yml');
    const { services } = parse(await readFile(file, 'utf8'), { merge: true }) as {
      services: Record<string, { image: string; ports?: string[] }>;
    };
    for (const [name, service] of Object.entries(services)) {
      expect({ name, ...service }).toMatchObject({
        name,
        image: expect.stringMatching(/:v?\d+\.\d+\.\d+\}$/),
        read_only: true,
        cap_drop: ['ALL'],
        security_opt: ['no-new-privileges:true'],
      });
      for (const port of service.ports ?? []) expect(port).toContain(':-127.0.0.1:');
    }
  });

  it('should have a test for each alert: when it fires, and which noise leaves it quiet', async () => {
    expect(Object.keys(await alertTests()).sort()).toEqual((await alertNames()).sort());
  });

  it(
    'should have alerts that fire, and only then',
    async () => {
      const promtool = await prometheusTool('promtool');
      if (!promtool) return;
      for (const ruleFile of await ruleFiles()) {
        const file = path.join(folder, path.basename(ruleFile));
        await writeFile(file, stringify(await promtoolTests(ruleFile)));
        await run(promtool, ['test', 'rules', file]);
      }
    },
    PROMTOOL_MS,
  );

  it('should say of each alert how urgent it is, what is wrong, and where it says what to do', async () => {
    for (const { alert, labels, annotations } of await allRules()) {
      if (!alert) continue;
      expect({ alert, ...labels, ...annotations }).toEqual({
        alert,
        severity: expect.stringMatching(/^(page|ticket)$/),
        summary: expect.any(String),
        runbook: `docs/alerts.md#${alert.toLowerCase()}`,
      });
    }
  });

  it('should have each alert explained in docs/alerts.md, and no other', async () => {
    const text = await readFile(path.join(DOCS, 'alerts.md'), 'utf8');
    const headings = [...text.matchAll(/^### (\w+)$/gm)].map(([, name]) => name!);
    expect(headings.sort()).toEqual((await alertNames()).sort());
  });

  it('should ask only for metrics that there are', async () => {
    const rules = await allRules();
    const text = await readFile(path.join(DOCS, 'metrics.md'), 'utf8');
    const known = new Set([
      ...[...text.matchAll(/^\| `(\w+)`/gm)].map(([, name]) => name!),
      ...rules.flatMap(({ record }) => record ?? []),
      ...ELSEWHERE,
    ]);
    const asked = [...rules.map(({ expr }) => expr), ...(await dashboardQueries())].flatMap(
      metricsIn,
    );
    expect([...new Set(asked)].filter((name) => !known.has(name) && !OF_NODE.test(name))).toEqual(
      [],
    );
  });
});

/** Of Prometheus, of node-exporter, of the backups, of gateways in webhook mode, and of a restore. */
const ELSEWHERE = [
  'up',
  'ALERTS',
  'node_filesystem_avail_bytes',
  'node_filesystem_size_bytes',
  'backup_last_success_timestamp_seconds',
  'backup_last_duration_seconds',
  'backup_last_size_bytes',
  'backup_failures_total',
  'backup_verified_timestamp_seconds',
  'webhook_requests_total',
];
const OF_NODE = /^(process|nodejs)_/;

/** Of all panels that ask Prometheus. */
async function dashboardQueries(): Promise<string[]> {
  const folder = path.join(MONITORING, 'grafana/dashboards');
  const files = await readdir(folder);
  const texts = await Promise.all(files.map((file) => readFile(path.join(folder, file), 'utf8')));
  return texts.flatMap((text) => {
    const { panels } = JSON.parse(text) as {
      panels: { targets: { datasource: { type: string }; expr: string }[] }[];
    };
    const targets = panels.flatMap((panel) => panel.targets);
    return targets.flatMap(({ datasource, expr }) =>
      datasource.type === 'prometheus' ? expr : [],
    );
  });
}

// Writes the dashboards beside it: node deploy/monitoring/grafana/render.mjs
// One line is a panel: title, unit of Grafana, queries as [expression, legend].
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { format } from 'prettier';

const FOLDER = path.join(import.meta.dirname, 'dashboards');
const PROMETHEUS = { type: 'prometheus', uid: 'prometheus' };
const LOKI = { type: 'loki', uid: 'loki' };
/** Two panels beside each other on a width of 24. */
const WIDTH = 12;
const HEIGHT = 8;

const p99 = (metric, by = '') =>
  `histogram_quantile(0.99, sum by (le${by && `, ${by}`}) (rate(${metric}_bucket[$__rate_interval])))`;
const p50 = (metric, by = '') => p99(metric, by).replace('0.99', '0.5');
const rate = (selector, by) => `sum by (${by}) (rate(${selector}[$__rate_interval]))`;

const dashboards = {
  overview: [
    'Overview',
    [
      'Alerts that fire',
      'short',
      [
        'count by (severity, alertname) (ALERTS{alertstate="firing"})',
        '{{severity}} {{alertname}}',
      ],
    ],
    ['Updates handled', 'reqps', [rate('updates_handled_total', 'outcome'), '{{outcome}}']],
    [
      'Updates that fail, of all (objective 0.1 %)',
      'percentunit',
      ['slo:update_errors:ratio_rate1h', '1 h'],
      ['slo:update_errors:ratio_rate6h', '6 h'],
    ],
    [
      'Answers later than 5 s, of all (objective 1 %)',
      'percentunit',
      ['slo:slow_replies:ratio_rate1h', '1 h'],
      ['slo:slow_replies:ratio_rate6h', '6 h'],
    ],
    [
      'Callbacks not taken, of all (objective 0.1 %)',
      'percentunit',
      ['slo:callback_errors:ratio_rate1h', '1 h'],
      ['slo:callback_errors:ratio_rate6h', '6 h'],
    ],
    [
      'Jobs given up, of all (objective 1 %)',
      'percentunit',
      ['slo:job_failures:ratio_rate1h', '{{queue}}'],
    ],
    [
      'From update to answer',
      's',
      [p50('update_reply_seconds'), 'p50'],
      [p99('update_reply_seconds'), 'p99'],
    ],
    [
      'Checks of /health that are down',
      'short',
      ['max by (app, check) (health_check_up) == 0', '{{app}} {{check}}'],
    ],
    [
      'Backups: age',
      's',
      ['time() - max by (part) (backup_last_success_timestamp_seconds)', '{{part}}'],
    ],
  ],
  gateway: [
    'Gateway and Telegram',
    ['Roles', 'short', ['sum by (role) (gateway_role)', '{{role}}']],
    ['Who polls', 'short', ['max by (exported_instance) (poller_holder)', '{{exported_instance}}']],
    ['Updates received', 'reqps', [rate('updates_received_total', 'instance'), '{{instance}}']],
    ['Messages by outcome', 'reqps', [rate('messages_sent_total', 'outcome'), '{{outcome}}']],
    [
      'From storing to handling',
      's',
      [p50('update_wait_seconds'), 'p50'],
      [p99('update_wait_seconds'), 'p99'],
    ],
    [
      'Waiting',
      'short',
      ['max(inbox_waiting)', 'updates'],
      ['max(outbox_waiting)', 'messages'],
      ['max(inbox_quarantined)', 'quarantined'],
    ],
    [
      'Age of the oldest',
      's',
      ['max(inbox_oldest_seconds)', 'update'],
      ['max(outbox_oldest_seconds)', 'message'],
    ],
    ['Answers 429 by method', 'reqps', [rate('telegram_refusals_total', 'method'), '{{method}}']],
    [
      'Sends that wait, and pauses of the whole bot',
      'reqps',
      [rate('send_waits_total', 'reason'), '{{reason}}'],
      [rate('send_pauses_total', 'by'), 'pause, {{by}}'],
    ],
    ['Polls that failed', 'reqps', [rate('poll_faults_total', 'kind'), '{{kind}}']],
    ['Telegram reached', 'short', ['telegram_reachable', '{{instance}}']],
    [
      'Failovers since the first start',
      'short',
      ['max by (reason) (poller_failovers_total)', '{{reason}}'],
    ],
    ['Gap of failovers', 's', [p99('poller_failover_seconds'), 'p99']],
    ['Updates beyond a limit', 'reqps', [rate('updates_limited_total', 'bucket'), '{{bucket}}']],
  ],
  queues: [
    'Queues and workers',
    ['Waiting', 'short', ['queue:waiting:jobs > 0', '{{queue}}']],
    [
      'Active and delayed',
      'short',
      ['max by (queue, state) (queue_jobs{state!="waiting"}) > 0', '{{queue}} {{state}}'],
    ],
    ['Age of the oldest', 's', ['max by (queue) (queue_oldest_seconds) > 0', '{{queue}}']],
    ['Jobs that ended', 'reqps', [rate('jobs_ended_total{outcome="done"}', 'queue'), '{{queue}}']],
    [
      'Tries that failed, and jobs given up',
      'reqps',
      [rate('jobs_ended_total{outcome!="done"}', 'queue, outcome'), '{{queue}} {{outcome}}'],
    ],
    ['Wait, p99', 's', [p99('job_wait_seconds', 'queue'), '{{queue}}']],
    ['Run, p99', 's', [p99('job_run_seconds', 'queue'), '{{queue}}']],
    ['Places in use', 'short', [rate('job_seconds_total', 'queue'), '{{queue}}']],
    ['Rows that are stuck', 'short', ['max by (kind) (stuck_rows) > 0', '{{kind}}']],
  ],
  providers: [
    'Providers',
    ['Calls', 'reqps', [rate('provider_calls_total', 'provider'), '{{provider}}']],
    [
      'Calls that were not answered well',
      'reqps',
      [
        rate('provider_calls_total{outcome!="ok"}', 'provider, outcome'),
        '{{provider}} {{outcome}}',
      ],
    ],
    ['Time of a call, p50', 's', [p50('provider_call_seconds', 'provider'), '{{provider}}']],
    ['Time of a call, p99', 's', [p99('provider_call_seconds', 'provider'), '{{provider}}']],
    ['Breakers', 'short', ['max by (provider) (provider_breaker_open)', '{{provider}}']],
    [
      'Days until a model is shut down',
      'd',
      ['min by (model) (provider_model_days_left)', '{{model}}'],
    ],
    ['Callbacks of FAL', 'reqps', [rate('fal_callbacks_total', 'outcome'), '{{outcome}}']],
    ['Notices of S3', 'reqps', [rate('minio_events_total', 'outcome'), '{{outcome}}']],
  ],
  money: [
    'Money',
    ['Payments', 'short', ['sum by (outcome) (increase(payments_total[1h]))', '{{outcome}}']],
    [
      'Questions before a payment',
      'short',
      ['sum by (outcome) (increase(checkouts_total[1h]))', '{{outcome}}'],
    ],
    [
      'Time to answer them',
      's',
      [p50('checkout_answer_seconds'), 'p50'],
      [p99('checkout_answer_seconds'), 'p99'],
    ],
    [
      "Compared with Telegram's list",
      'short',
      ['sum by (outcome) (increase(payments_reconciled_total[1d]))', '{{outcome}}'],
      ['max(payments_unmatched)', 'unmatched'],
    ],
    [
      'Faults of the ledger (always 0)',
      'short',
      ['max(ledger_imbalance)', 'imbalance'],
      ['max(ledger_unbalanced_transactions)', 'unbalanced'],
      ['max(ledger_drift)', 'drift'],
      ['max(ledger_holds_open_too_long)', 'old holds'],
    ],
    ['Since the whole ledger was read', 's', ['time() - max(ledger_checked_seconds)', 'age']],
  ],
  infrastructure: [
    'Processes and hosts',
    ['Up', 'short', ['sum by (app) (up)', '{{app}}']],
    ['Memory', 'bytes', ['process_resident_memory_bytes{app!=""}', '{{app}} {{instance}}']],
    [
      'Processor',
      'percentunit',
      ['rate(process_cpu_seconds_total{app!=""}[$__rate_interval])', '{{app}} {{instance}}'],
    ],
    ['Event loop lag, p99', 's', ['nodejs_eventloop_lag_p99_seconds', '{{app}} {{instance}}']],
    ['Heap', 'bytes', ['nodejs_heap_size_used_bytes', '{{app}} {{instance}}']],
    [
      'Starts in an hour',
      'short',
      ['changes(process_start_time_seconds{app!=""}[1h])', '{{app}} {{instance}}'],
    ],
    [
      'HTTP requests',
      'reqps',
      [rate('http_requests_total', 'app, route, status'), '{{app}} {{route}} {{status}}'],
    ],
    ['HTTP time, p99', 's', [p99('http_request_seconds', 'app, route'), '{{app}} {{route}}']],
    [
      'Processes by version of Node',
      'short',
      ['count by (exported_app, node) (app_info)', '{{exported_app}} {{node}}'],
    ],
    [
      'Disk left',
      'percentunit',
      ['node_filesystem_avail_bytes / node_filesystem_size_bytes', '{{mountpoint}}'],
    ],
    ['Backups: size', 'bytes', ['max by (part) (backup_last_size_bytes)', '{{part}}']],
    ['Backups: duration', 's', ['max by (part) (backup_last_duration_seconds)', '{{part}}']],
  ],
};

function panel([title, unit, ...queries], index) {
  return {
    id: index + 1,
    type: 'timeseries',
    title,
    datasource: PROMETHEUS,
    gridPos: place(index),
    fieldConfig: { defaults: { unit, min: 0 }, overrides: [] },
    targets: queries.map(([expr, legendFormat], at) => ({
      refId: 'ABCD'[at],
      datasource: PROMETHEUS,
      expr,
      legendFormat,
    })),
  };
}

const place = (index) => ({
  x: (index % 2) * WIDTH,
  y: Math.floor(index / 2) * HEIGHT,
  w: WIDTH,
  h: HEIGHT,
});

const logPanel = (id, type, title, expr, y, h, options) => ({
  id,
  type,
  title,
  datasource: LOKI,
  gridPos: { x: 0, y, w: 24, h },
  targets: [{ refId: 'A', datasource: LOKI, expr, ...options }],
});

const logs = [
  logPanel(
    1,
    'timeseries',
    'Lines',
    'sum by (app, level) (count_over_time({app=~"$app"}[$__auto]))',
    0,
    8,
    { legendFormat: '{{app}} {{level}}' },
  ),
  logPanel(
    2,
    'logs',
    'Warnings and errors',
    '{app=~"$app", level=~"warn|error|fatal"} |= "$text"',
    8,
    12,
  ),
  logPanel(
    3,
    'logs',
    'All lines with the text, such as a trace id',
    '{app=~"$app"} |= "$text"',
    20,
    16,
  ),
];
const variables = [
  {
    name: 'app',
    type: 'query',
    datasource: LOKI,
    query: { label: 'app', type: 1 },
    includeAll: true,
    allValue: '.+',
    current: { text: 'All', value: '$__all' },
  },
  { name: 'text', type: 'textbox', query: '' },
];

async function write(uid, title, panels, list = []) {
  const dashboard = {
    uid: `aisha-${uid}`,
    title: `Aisha: ${title}`,
    tags: ['aisha'],
    schemaVersion: 41,
    time: { from: 'now-6h', to: 'now' },
    refresh: '1m',
    templating: { list },
    panels,
  };
  const text = await format(JSON.stringify(dashboard), { parser: 'json', printWidth: 100 });
  writeFileSync(path.join(FOLDER, `${uid}.json`), text);
}

mkdirSync(FOLDER, { recursive: true });
for (const [uid, [title, ...panels]] of Object.entries(dashboards))
  await write(uid, title, panels.map(panel));
await write('logs', 'Logs', logs, variables);

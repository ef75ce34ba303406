import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { parse } from 'yaml';
import { MONITORING, readRules } from './rule-files';

/** What deploy/monitoring/rules-tests.yml says of one alert. */
export interface AlertTest {
  series: Record<string, string | number>;
  quiet: string;
  fires: string;
}

export async function alertTests(): Promise<Record<string, AlertTest>> {
  const text = await readFile(path.join(MONITORING, 'rules-tests.yml'), 'utf8');
  return parse(text) as Record<string, AlertTest>;
}

/** The tests of the alerts of one rule file, for `promtool test rules`. */
export async function promtoolTests(ruleFile: string): Promise<object> {
  const tests = await alertTests();
  const { groups } = await readRules(ruleFile);
  const alerts = groups.flatMap(({ rules }) => rules.flatMap(({ alert }) => alert ?? []));
  return {
    rule_files: [ruleFile],
    evaluation_interval: '1m',
    tests: alerts.map((alert) => promtoolTest(alert, tests[alert]!)),
  };
}

function promtoolTest(alert: string, { series, quiet, fires }: AlertTest): object {
  // Not alert_rule_test: it would compare the words of the summary too.
  const expr = `count(ALERTS{alertname="${alert}",alertstate="firing"}) > bool 0`;
  return {
    name: alert,
    interval: '1m',
    input_series: Object.entries(series).map(([name, values]) => ({
      series: name,
      values: String(values),
    })),
    promql_expr_test: [
      { expr, eval_time: quiet, exp_samples: [] },
      { expr, eval_time: fires, exp_samples: [{ labels: '{}', value: 1 }] },
    ],
  };
}

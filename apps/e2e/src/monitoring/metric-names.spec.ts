import { metricsIn } from './metric-names';

it('should find the metrics of an expression, and nothing else', () => {
  const expr =
    'sum by (le, app) (rate(a_seconds_bucket{le=~"5(\\\\.0)?",b="c"}[5m])) / on (x) slo:d:ratio1h > 2 or absent(e offset 1m)';
  expect(metricsIn(expr)).toEqual(['a_seconds', 'slo:d:ratio1h', 'e']);
});

import { scaledDuration, scaledExpression, scaledRules } from './scaled-rules';

describe('rules in a world whose time runs faster', () => {
  it.each([
    ['1m', '1000ms'],
    ['3d', '4320000ms'],
    ['15s', '250ms'],
    ['1s', '17ms'],
  ])('should wait as long as %s is sixty times faster', (real, scaled) => {
    expect(scaledDuration(real, 60)).toBe(scaled);
  });

  it('should look back over shorter times, and leave thresholds and words alone', () => {
    const expr =
      'increase(a{b="[5m]x"}[5m]) > 300 or sum(c unless c offset 15m) and d_5m > 5 or e offset_5m';
    expect(scaledExpression(expr.replace('[5m]x', 'x'), 60)).toBe(
      'increase(a{b="x"}[5000ms]) > 300 or sum(c unless c offset 15000ms) and d_5m > 5 or e offset_5m',
    );
  });

  it('should change nothing else of a rule', () => {
    const rule = { alert: 'A', expr: 'rate(a[1h])', for: '2m', labels: { severity: 'page' } };
    expect(
      scaledRules({ groups: [{ name: 'g', rules: [rule, { record: 'r', expr: 'b' }] }] }, 60),
    ).toEqual({
      groups: [
        {
          name: 'g',
          rules: [
            { ...rule, expr: 'rate(a[60000ms])', for: '2000ms' },
            { record: 'r', expr: 'b' },
          ],
        },
      ],
    });
  });
});

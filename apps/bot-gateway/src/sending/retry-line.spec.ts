import { RetryLine } from './retry-line';

describe('the line of those who found no room', () => {
  it('should send them back one after another', () => {
    const line = new RetryLine(100);
    expect([1, 2, 3].map(() => line.join(500, 0))).toEqual([500, 600, 700]);
  });

  it('should begin anew once everybody has had a turn', () => {
    const line = new RetryLine(100);
    line.join(500, 0);
    expect(line.join(200, 10_000)).toBe(200);
  });

  it('should tell nobody to come later than in half a minute', () => {
    const line = new RetryLine(100);
    const waits = Array.from({ length: 1_000 }, () => line.join(1, 0));
    expect(Math.max(...waits)).toBeLessThanOrEqual(30_000);
    expect(Math.min(...waits.slice(300))).toBeGreaterThanOrEqual(15_000);
  });
});

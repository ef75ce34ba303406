import { Repetition } from './repetition';

describe('Repetition', () => {
  const heardEach = (ms: number, untilMs: number) => {
    const repetition = new Repetition();
    const written: number[] = [];
    for (let now = 0; now <= untilMs; now += ms) {
      if (repetition.hear('Redis is away', now).write) written.push(now / 1_000);
    }
    return { repetition, written };
  };

  it('should write what goes on at growing distances, then once a minute', () => {
    expect(heardEach(100, 300_000).written).toEqual([0, 1, 3, 7, 15, 31, 63, 123, 183, 243]);
  });

  it('should say how many lines were held back', () => {
    const { repetition } = heardEach(100, 900);
    expect(repetition.hear('Redis is away', 1_000)).toEqual({ write: true, heldBack: 9 });
  });

  it('should take a line for news after a quiet minute, and each other line for itself', () => {
    const { repetition } = heardEach(100, 30_000);
    expect(repetition.hear('Redis is away', 30_100).write).toBe(false);
    expect(repetition.hear('Postgres is away', 30_100).write).toBe(true);
    expect(repetition.hear('Redis is away', 90_200).write).toBe(true);
  });

  it('should not grow without end', () => {
    const repetition = new Repetition();
    for (let line = 0; line < 10_000; line++) repetition.hear(`line ${line}`, line);
    expect(repetition['known'].size).toBeLessThanOrEqual(500);
  });
});

import { Random } from './random';
import { FAULTS, faultsNamed, schedule } from './schedule';

const names = (seed: number, count: number): string[] => {
  const deck = schedule(FAULTS, new Random(seed));
  return Array.from({ length: count }, () => deck.next().value.name);
};

describe('the schedule of faults', () => {
  it('should be the same for the same seed, and another for another', () => {
    expect(names(7, 100)).toEqual(names(7, 100));
    expect(names(7, 100)).not.toEqual(names(8, 100));
  });

  it('should deal every fault once before any comes again', () => {
    const all = FAULTS.map(({ name }) => name).sort();
    const dealt = names(3, 2 * all.length);
    expect(dealt.slice(0, all.length).sort()).toEqual(all);
    expect(dealt.slice(all.length).sort()).toEqual(all);
  });

  it('should know faults by names that are theirs alone, and say which it does not know', () => {
    expect(new Set(FAULTS.map(({ name }) => name)).size).toBe(FAULTS.length);
    expect(faultsNamed(['poison update'])).toHaveLength(1);
    expect(() => faultsNamed(['flood'])).toThrow('no fault is called "flood"; there are: kill -9');
  });
});

describe('chance', () => {
  it('should keep to its bounds and reach them', () => {
    const random = new Random(1);
    const numbers = Array.from({ length: 1_000 }, () => random.between(4, 10));
    expect([Math.min(...numbers), Math.max(...numbers)]).toEqual([4, 10]);
  });

  it('should be the same in one part of a run however often another part draws', () => {
    const one = new Random(5);
    const other = new Random(5);
    other.stream(0).next();
    other.next();
    expect(one.stream(1).next()).toBe(other.stream(1).next());
    expect(one.stream(1).next()).not.toBe(one.stream(2).next());
    expect(one.stream(1).next()).not.toBe(new Random(6).stream(1).next());
  });
});

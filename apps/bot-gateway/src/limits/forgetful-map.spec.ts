import { ForgetfulMap } from './forgetful-map';

describe('a forgetful map', () => {
  it('should keep an entry for its life at least', () => {
    const map = new ForgetfulMap<string, number>(1_000);
    map.set('first', 1, 0);
    map.set('late', 2, 999);
    expect(map.get('first', 999)).toBe(1);
    expect(map.get('late', 1_999)).toBe(2);
  });

  it('should forget what is twice as old', () => {
    const map = new ForgetfulMap<string, number>(1_000);
    map.set('a', 1, 0);
    map.set('b', 2, 1_000);
    expect(map.get('a', 2_000)).toBeUndefined();
    expect(map.get('b', 4_000)).toBeUndefined();
    expect(map.size).toBe(0);
  });

  it('should stay small however many keys come by', () => {
    const map = new ForgetfulMap<number, number>(1_000);
    for (let key = 0; key < 100_000; key++) map.set(key, key, key);
    expect(map.size).toBeLessThanOrEqual(2_000);
  });
});

import fc from 'fast-check';
import { keyPage } from './key-page';

const all = { prefix: '', delimiter: '', after: '', limit: 1000 };

describe('keyPage', () => {
  it('should gather what keys have in common before the delimiter', () => {
    const keys = ['a.txt', 'photos/1', 'photos/2', 'photos/old/3', 'z.txt'];
    expect(keyPage(keys, { ...all, delimiter: '/' })).toEqual({
      keys: ['a.txt', 'z.txt'],
      commonPrefixes: ['photos/'],
      last: 'z.txt',
      truncated: false,
    });
    expect(keyPage(keys, { ...all, delimiter: '/', prefix: 'photos/' })).toMatchObject({
      keys: ['photos/1', 'photos/2'],
      commonPrefixes: ['photos/old/'],
    });
  });

  it('should not repeat a group of which the marker is a member', () => {
    const page = keyPage(['p/1', 'p/2', 'q'], { ...all, delimiter: '/', after: 'p/1' });
    expect(page).toMatchObject({ keys: ['q'], commonPrefixes: [] });
  });

  it('should not be truncated when the limit is just reached, nor when nothing is wanted', () => {
    expect(keyPage(['a', 'b'], { ...all, limit: 2 }).truncated).toBe(false);
    expect(keyPage(['a', 'b'], { ...all, limit: 0 })).toMatchObject({ keys: [], truncated: false });
  });

  it('should show each key and group once, in whatever pages they are read', () => {
    const names = fc.uniqueArray(fc.string({ unit: fc.constantFrom('a', 'b', '/'), minLength: 1 }));
    fc.assert(
      fc.property(names, fc.integer({ min: 1, max: 4 }), (unsorted, limit) => {
        const keys = unsorted.sort();
        const whole = keyPage(keys, { ...all, delimiter: '/' });
        const seen: string[] = [];
        for (let after = '', more = true; more;) {
          const page = keyPage(keys, { ...all, delimiter: '/', after, limit });
          seen.push(...page.keys, ...page.commonPrefixes);
          after = page.last;
          more = page.truncated;
        }
        expect(seen.sort()).toEqual([...whole.keys, ...whole.commonPrefixes].sort());
      }),
    );
  });
});

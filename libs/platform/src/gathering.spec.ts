import { Gathering } from './gathering';

/** Goes that end when they are told to. */
function gathering(size = 10, concurrency = 1) {
  const goes: { items: number[]; end(): void; fail(error: Error): void }[] = [];
  const gathered = new Gathering<number, number>({
    size,
    concurrency,
    work: (items) =>
      new Promise((resolve, reject) => {
        goes.push({ items, end: () => resolve(items.map((item) => item * 2)), fail: reject });
      }),
  });
  return { goes, gathered };
}

const nextTick = () => new Promise((resolve) => setImmediate(resolve));

describe('Gathering', () => {
  it('should do together what was asked in one tick, and answer each caller', async () => {
    const { goes, gathered } = gathering();
    const answers = Promise.all([gathered.do(1), gathered.do(2)]);
    await nextTick();
    expect(goes.map(({ items }) => items)).toEqual([[1, 2]]);
    goes[0]!.end();
    expect(await answers).toEqual([2, 4]);
  });

  it('should gather what arrives while a go is running', async () => {
    const { goes, gathered } = gathering();
    const first = gathered.do(1);
    await nextTick();
    const others = Promise.all([gathered.do(2), gathered.do(3)]);
    await nextTick();
    expect(goes).toHaveLength(1);
    goes[0]!.end();
    await first;
    await nextTick();
    expect(goes[1]!.items).toEqual([2, 3]);
    goes[1]!.end();
    expect(await others).toEqual([4, 6]);
  });

  it('should keep to its size and to its number of goes at the same time', async () => {
    const { goes, gathered } = gathering(2, 2);
    const all = Promise.all([1, 2, 3, 4, 5].map((item) => gathered.do(item)));
    await nextTick();
    expect(goes.map(({ items }) => items)).toEqual([
      [1, 2],
      [3, 4],
    ]);
    goes.forEach(({ end }) => end());
    await nextTick();
    await nextTick();
    goes[2]!.end();
    expect(await all).toEqual([2, 4, 6, 8, 10]);
  });

  it('should reject all callers of a go that failed, and go on with the next', async () => {
    const { goes, gathered } = gathering();
    const failing = gathered.do(1);
    await nextTick();
    goes[0]!.fail(new Error('no connection'));
    await expect(failing).rejects.toThrow('no connection');
    const next = gathered.do(2);
    await nextTick();
    goes[1]!.end();
    expect(await next).toBe(4);
  });
});

import { abreast } from './abreast';

describe('things done side by side', () => {
  it('should be as many at a time as allowed, with results in order', async () => {
    let now = 0;
    let most = 0;
    const results = await abreast([3, 1, 2, 0], 2, async (turns) => {
      most = Math.max(most, ++now);
      for (let turn = 0; turn < turns; turn++) await Promise.resolve();
      now--;
      return turns * 10;
    });
    expect(results).toEqual([30, 10, 20, 0]);
    expect(most).toBe(2);
  });

  it('should begin nothing after a failure, and end what is under way', async () => {
    const begun: number[] = [];
    const ended: number[] = [];
    const failing = abreast([0, 1, 2, 3], 2, async (item) => {
      begun.push(item);
      if (item === 0) throw new Error('no');
      await Promise.resolve();
      ended.push(item);
    });
    await expect(failing).rejects.toThrow('no');
    expect(begun).toEqual([0, 1]);
    expect(ended).toEqual([1]);
  });
});

/** Does things side by side, `width` of them at a time, and gives the results in order. Begins nothing after a failure. */
export async function abreast<Item, Result>(
  items: readonly Item[],
  width: number,
  work: (item: Item, index: number) => Promise<Result>,
): Promise<Result[]> {
  const results = new Array<Result>(items.length);
  const open = items.entries();
  let failed = false;
  const lane = async () => {
    for (const [index, item] of open) {
      if (failed) return;
      results[index] = await work(item, index).catch((error: unknown) => {
        failed = true;
        throw error;
      });
    }
  };
  const lanes = await Promise.allSettled(Array.from({ length: width }, lane));
  const broken = lanes.find((ended) => ended.status === 'rejected');
  if (broken) throw broken.reason;
  return results;
}

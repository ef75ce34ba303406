/**
 * Waits for `work`, but no longer than `ms` milliseconds. Work that is late goes on; only nobody waits for it.
 * @throws Error with `reason` when the time is over
 */
export async function withDeadline<Result>(
  work: Promise<Result>,
  ms: number,
  reason: string,
): Promise<Result> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(reason)), ms);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

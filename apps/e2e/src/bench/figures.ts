/** The value below which this share of the sorted values lies. */
export const percentile = (sorted: number[], share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN;

export const median = (values: number[]): number =>
  percentile(
    [...values].sort((a, b) => a - b),
    0.5,
  );

/** One line of the report, past Jest's own console. */
export const report = (line: string): void => void process.stdout.write(`${line}\n`);

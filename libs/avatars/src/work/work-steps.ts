import type { WorkStatus } from '@aisha/database';

type Ways = Readonly<Partial<Record<WorkStatus, readonly WorkStatus[]>>>;

const ENDS: readonly WorkStatus[] = ['succeeded', 'failed'];

/**
 * What can become of paid work, each step from which status to which. A status that a step does not name is one
 * that the step leaves as it is.
 */
export const WORK_STEPS = {
  /** Before FAL is called: from here on nobody submits it again unless FAL refused it. */
  begin: { requested: ['submitting'] },
  /** FAL took it. */
  submitted: { submitting: ['submitted'] },
  /** FAL certainly took nothing. */
  park: { submitting: ['requested'] },
  /** The end, once. */
  settle: { requested: ENDS, submitting: ENDS, submitted: ENDS },
  /** A callback names a request that nobody knew, or about work that had been given up too early. */
  reveal: { submitting: ['submitted'], failed: ['submitted'] },
} as const satisfies Record<string, Ways>;
export type WorkStep = keyof typeof WORK_STEPS;

/** Statuses that a step may come from, for SQL: `'requested', 'submitting'`. */
export const comesFrom = (step: WorkStep): string =>
  Object.keys(WORK_STEPS[step])
    .map((status) => `'${status}'`)
    .join(', ');

import type { WorkFailure, WorkStatus } from '@aisha/database';

/** What FAL does with a submit. `lose`: it takes the job and the answer is lost, or the worker dies over it. */
export const SUBMIT_ANSWERS = ['take', 'lose', 'busy', 'empty', 'refuse'] as const;
export type SubmitAnswer = (typeof SUBMIT_ANSWERS)[number];

/** How a job ends at FAL. `garbage`: well, as FAL says, but with nothing that can be used. */
export const JOB_ENDS = ['made', 'blackened', 'forbidden', 'broken', 'garbage'] as const;
export type JobEnd = (typeof JOB_ENDS)[number];

const FAILURE_OF: Record<Exclude<JobEnd, 'made'>, WorkFailure> = {
  blackened: 'content-policy',
  forbidden: 'content-policy',
  broken: 'provider-down',
  garbage: 'internal',
};
const LATE: readonly (WorkFailure | null)[] = ['outcome-unknown', 'timed-out'];

/** A job as FAL knows it. */
export interface ModelJob {
  end?: JobEnd;
  isForgotten?: boolean;
}

/** What can be seen of a piece of work from outside. */
export interface Seen {
  status: WorkStatus;
  failure: WorkFailure | null;
  attempt: number;
  hold: 'held' | 'captured' | 'released';
  delivered: number;
  failed: number;
}

/** Paid work in thirty lines: what the rows, the money and the words to the person must come to. */
export class WorkModel {
  seen: Seen = {
    status: 'requested',
    failure: null,
    attempt: 0,
    hold: 'held',
    delivered: 0,
    failed: 0,
  };
  job?: ModelJob;
  /** Whether the bound is passed by the time of the request, and by that of the submit if there was one. */
  age: { created: boolean; submitted?: boolean } = { created: false };

  get isOver(): boolean {
    return this.age.submitted ?? this.age.created;
  }

  get isSettled(): boolean {
    return ['succeeded', 'failed'].includes(this.seen.status);
  }

  submit(answer: SubmitAnswer): void {
    if (this.seen.status !== 'requested') return;
    if (this.isOver) return this.fail(this.seen.failure ?? 'provider-down');
    this.begin();
    if (answer === 'take' || answer === 'lose') this.job = {};
    if (answer === 'take') this.submitted();
    if (answer === 'busy') this.park('provider-down');
    if (answer === 'empty') this.park('provider-balance');
    if (answer === 'refuse') this.fail('internal');
  }

  /** All that a worker gets done that dies before it calls. */
  begin(): void {
    this.seen.attempt += 1;
    this.seen.status = 'submitting';
    this.age.submitted = false;
  }

  collect(): void {
    if (this.seen.status === 'submitting' && this.isOver) return this.fail('outcome-unknown');
    if (this.seen.status !== 'submitted') return;
    if (this.job?.isForgotten) return this.isOver ? this.fail('outcome-unknown') : undefined;
    const end = this.job?.end;
    if (end === 'made') return this.succeed();
    if (end) return this.fail(FAILURE_OF[end]);
    if (this.isOver) this.fail('timed-out');
  }

  callback(): void {
    const { status, failure } = this.seen;
    const isLate = status === 'failed' && LATE.includes(failure);
    if (status === 'submitting' || isLate) this.submitted();
  }

  private submitted(): void {
    this.seen.status = 'submitted';
    this.age.submitted = false;
  }

  private park(reason: WorkFailure): void {
    Object.assign(this.seen, { status: 'requested', failure: reason });
    delete this.age.submitted;
  }

  private succeed(): void {
    if (this.seen.hold === 'held') this.seen.hold = 'captured';
    this.seen.delivered += 1;
    Object.assign(this.seen, { status: 'succeeded', failure: null });
  }

  private fail(failure: WorkFailure): void {
    if (this.seen.hold === 'held') this.seen.hold = 'released';
    this.seen.failed += 1;
    Object.assign(this.seen, { status: 'failed', failure });
  }
}

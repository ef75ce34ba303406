import type { SubmitBehaviour } from '../fal-stand-in.fixture';
import type { JobEnd, SubmitAnswer } from './work-model.fixture';

/** How the stand-in plays what the model speaks of. */
export const ANSWERS: Record<SubmitAnswer, SubmitBehaviour> = {
  take: 'take',
  lose: 'break',
  busy: { status: 503, body: { detail: 'Busy', error_type: 'runner_scheduling_failure' } },
  empty: { status: 403, body: { detail: 'User is locked. Reason: Exhausted balance. Top up.' } },
  refuse: { status: 422, body: { detail: [{ loc: ['body'], msg: 'no', type: 'multiple_of' }] } },
};
export const ENDS: Record<JobEnd, { body: unknown; status: number }> = {
  made: { status: 200, body: { isMade: true } },
  blackened: { status: 200, body: { isMade: false } },
  forbidden: {
    status: 422,
    body: { detail: [{ loc: ['body'], msg: 'no', type: 'content_policy_violation' }] },
  },
  broken: { status: 500, body: { detail: 'Oops', error_type: 'runner_server_error' } },
  garbage: { status: 200, body: { unexpected: true } },
};

import type { EventEmitter } from 'node:events';
import type { FalFaultPlan } from '../fal-faults';
import type { JobRunner } from '../queue/job-runner';
import type { RequestStore } from '../queue/request-store';
import type { SigningKeys } from '../signing-keys';
import type { StoredFiles } from '../stored-files';

/** The parts of the stand-in that its addresses work with. */
export interface StandInParts {
  readonly key: string;
  readonly store: RequestStore;
  readonly files: StoredFiles;
  readonly keys: SigningKeys;
  readonly faults: FalFaultPlan;
  readonly runner: JobRunner;
  /** Emits a job's id after the first attempt at its callback. */
  readonly completed: EventEmitter;
}

import { Inject, Injectable } from '@nestjs/common';
import { collectTraining, trainAvatar } from '@aisha/contracts';
import { Database } from '@aisha/database';
import { CONFIG, Jobs } from '@aisha/platform';
import type { AvatarsConfig } from '../avatars.env';
import { CALLED_BACK_TRAINING_PACE, TRAINING_PACE } from '../work/work-bounds';
import { type DueWork, WorkSweep } from '../work/work.sweep';

/** Looks after open trainings. */
@Injectable()
export class TrainingSweep extends WorkSweep {
  constructor(
    database: Database,
    private readonly jobs: Jobs,
    @Inject(CONFIG) { PUBLIC_URL }: Pick<AvatarsConfig, 'PUBLIC_URL'>,
  ) {
    super(database, 'trainings', PUBLIC_URL ? CALLED_BACK_TRAINING_PACE : TRAINING_PACE);
  }

  protected submit(due: readonly DueWork[]) {
    return this.jobs.restore(trainAvatar, due.map(reminder));
  }

  protected collect(due: readonly DueWork[]) {
    return this.jobs.restore(collectTraining, due.map(reminder));
  }
}

const reminder = ({ id, trace_id }: DueWork) => ({
  payload: { trainingId: id },
  traceId: trace_id,
});

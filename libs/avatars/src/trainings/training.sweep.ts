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

  protected remind({ id: trainingId, status, trace_id }: DueWork): Promise<void> {
    const contract = status === 'requested' ? trainAvatar : collectTraining;
    return this.jobs.enqueue(contract, { trainingId }, trace_id);
  }
}

import { Injectable } from '@nestjs/common';
import { collectImage, generateImage } from '@aisha/contracts';
import { Database } from '@aisha/database';
import { Jobs } from '@aisha/platform';
import { IMAGE_PACE } from '../work/work-bounds';
import { type DueWork, WorkSweep } from '../work/work.sweep';

/** Looks after open pictures. */
@Injectable()
export class ImageSweep extends WorkSweep {
  constructor(
    database: Database,
    private readonly jobs: Jobs,
  ) {
    super(database, 'images', IMAGE_PACE);
  }

  protected submit(due: readonly DueWork[]) {
    return this.jobs.restore(generateImage, due.map(reminder));
  }

  protected collect(due: readonly DueWork[]) {
    return this.jobs.restore(collectImage, due.map(reminder));
  }
}

const reminder = ({ id, trace_id }: DueWork) => ({ payload: { imageId: id }, traceId: trace_id });

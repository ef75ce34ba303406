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

  protected remind({ id: imageId, status, trace_id }: DueWork): Promise<void> {
    const contract = status === 'requested' ? generateImage : collectImage;
    return this.jobs.enqueue(contract, { imageId }, trace_id);
  }
}

import { Injectable } from '@nestjs/common';
import { SentFiles } from '@aisha/delivery';
import { Storage } from '@aisha/integrations';
import { Sweep } from '@aisha/platform';
import { ObjectRemovals } from './object-removals';

const INTERVAL_MS = 5_000;
const BATCH = 500;

/** Deletes from S3 what is to go. Two replicas deleting the same object do no harm. */
@Injectable()
export class ObjectRemovalSweep extends Sweep {
  constructor(
    private readonly removals: ObjectRemovals,
    private readonly storage: Storage,
    private readonly sentFiles: SentFiles,
  ) {
    super(INTERVAL_MS);
  }

  protected async sweep(): Promise<void> {
    const keys = await this.removals.due(BATCH);
    if (keys.length === 0) return;
    await this.storage.delete(keys);
    await this.sentFiles.forget(keys);
    await this.removals.done(keys);
    this.logger.log({ msg: 'objects removed', count: keys.length });
  }
}

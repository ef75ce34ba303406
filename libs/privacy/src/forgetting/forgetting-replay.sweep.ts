import { Injectable } from '@nestjs/common';
import { Sweep } from '@aisha/platform';
import { DeletionLog } from './deletion-log';
import { Forgettings } from './forgettings';

/** At the start, and as long as a process runs: a database can be restored beneath it. */
const INTERVAL_MS = 3_600_000;

/** Forgets again whom a restored database brought back. */
@Injectable()
export class ForgettingReplaySweep extends Sweep {
  constructor(
    private readonly log: DeletionLog,
    private readonly forgettings: Forgettings,
  ) {
    super(INTERVAL_MS);
  }

  protected async sweep(): Promise<void> {
    for await (const userIds of this.log.userIds()) {
      const count = await this.forgettings.repeat(userIds);
      if (count > 0)
        this.logger.warn({ msg: 'forgotten people were back: forgotten again', count });
    }
  }
}

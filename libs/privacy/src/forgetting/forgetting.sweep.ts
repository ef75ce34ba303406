import { Injectable } from '@nestjs/common';
import { forgetPerson } from '@aisha/contracts';
import { Database } from '@aisha/database';
import { Jobs, Sweep } from '@aisha/platform';
import { ForgettingClosing } from './forgetting-closing';
import { ForgettingSaga } from './forgetting.saga';
import { Forgettings } from './forgettings';

const INTERVAL_MS = 5_000;
/** A free worker begins at once; later than this the job may be lost. One that is alive is left alone. */
const LATE_SECONDS = 10;
/** Longer than any piece of work goes on after its row is gone: a training's weights take minutes to copy. */
const SECOND_LOOK_SECONDS = 3_600;
/** Asking after their jobs costs Redis one round trip. */
const BATCH = 1_000;

/** Deletions that nobody works on, receipts that were sent, and the second look. */
@Injectable()
export class ForgettingSweep extends Sweep {
  constructor(
    private readonly database: Database,
    private readonly jobs: Jobs,
    private readonly forgettings: Forgettings,
    private readonly saga: ForgettingSaga,
    private readonly closing: ForgettingClosing,
  ) {
    super(INTERVAL_MS);
  }

  protected async sweep(): Promise<void> {
    const open = await this.ids(
      `status in ('requested', 'erased') and requested_at < now() - make_interval(secs => $1)`,
      LATE_SECONDS,
    );
    await this.jobs.restore(
      forgetPerson,
      open.map(({ id, trace_id }) => ({ payload: { forgettingId: id }, traceId: trace_id })),
    );
    await this.closing.closeDue();
    await this.lookAgain();
  }

  private async lookAgain(): Promise<void> {
    const due = await this.ids(
      `status in ('done', 'closed') and looked_again_at is null
         and erased_at < now() - make_interval(secs => $1)`,
      SECOND_LOOK_SECONDS,
    );
    for (const { id } of due) {
      const forgetting = await this.forgettings.get(id);
      if (forgetting) await this.saga.lookAgain(forgetting);
    }
  }

  private ids(which: string, seconds: number) {
    return this.database.query<{ id: string; trace_id: string }>(
      `select id, trace_id from forgettings
       where (status <> 'closed' or looked_again_at is null) and ${which}
       order by requested_at limit $2`,
      [seconds, BATCH],
    );
  }
}

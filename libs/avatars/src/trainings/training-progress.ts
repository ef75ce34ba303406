import { Injectable } from '@nestjs/common';
import { Database, type Training } from '@aisha/database';
import { Outbox } from '@aisha/delivery';
import type { FalStatus } from '@aisha/integrations';
import { trainingProgress } from '../catalogue/training-progress';
import { PRESETS } from '../catalogue/training-presets';
import { trainingSlot } from './training-slot';

/** An edit of a message costs Telegram as much as a message, and nobody watches a training by the second. */
const EACH_SECONDS = 15;

/** How far a training is, as far as FAL tells, shown to its owner now and then. */
@Injectable()
export class TrainingProgress {
  constructor(
    private readonly database: Database,
    private readonly outbox: Outbox,
  ) {}

  /** Does nothing when nothing has changed, or when something was shown a moment ago. */
  async note(training: Training, status: FalStatus): Promise<void> {
    const { queuePosition, percent } = seenIn(training, status);
    await this.database.transaction(async () => {
      const [shown] = await this.database.query<{ at: string }>(
        `update trainings set queue_position = $3, percent = $4, progress_at = clock_timestamp()
         where id = $1 and attempt = $2 and status = 'submitted'
           and (queue_position, percent) is distinct from ($3::int, $4::int)
           and coalesce(progress_at, '-infinity') < clock_timestamp() - make_interval(secs => $5)
         returning extract(epoch from progress_at) as at`,
        [training.id, training.attempt, queuePosition, percent, EACH_SECONDS],
      );
      if (!shown) return;
      await this.outbox.add(
        training,
        { kind: 'training-progress', trainingId: training.id },
        { key: `training-progress-${training.id}-${shown.at}`, slot: trainingSlot(training.id) },
      );
    });
  }
}

/** While a training waits it has a place, while it works a part that is done. */
function seenIn({ preset, percent: before }: Training, status: FalStatus) {
  if (status.state === 'in-queue') {
    return { queuePosition: status.queuePosition ?? null, percent: null };
  }
  const logs = status.state === 'in-progress' ? status.logs : [];
  const { percent } = trainingProgress(logs, PRESETS[preset].steps);
  return { queuePosition: null, percent: Math.max(percent ?? 0, before ?? 0) };
}

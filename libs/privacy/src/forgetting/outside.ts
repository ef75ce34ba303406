import { Injectable } from '@nestjs/common';
import type { Forgetting } from '@aisha/database';
import { FalTraces } from './fal-traces';
import { ObjectTraces } from './object-traces';

/**
 * What lies outside of the database. Redis is not asked: it holds a Telegram id only in counters of messages a minute,
 * which end by themselves within that minute, and jobs carry ids of rows.
 */
@Injectable()
export class Outside {
  constructor(
    private readonly objects: ObjectTraces,
    private readonly fal: FalTraces,
  ) {}

  /** Our own storage first: FAL may be away. @throws ProviderFailure to be tried again */
  async remove(forgetting: Forgetting, options: { last?: boolean } = {}): Promise<void> {
    await this.objects.remove(forgetting.userId);
    await this.fal.remove(forgetting, options);
  }
}

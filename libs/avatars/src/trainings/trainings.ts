import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Ledger, PRICES } from '@aisha/accounts';
import { trainAvatar } from '@aisha/contracts';
import { Database, Training } from '@aisha/database';
import type { ChatRef } from '@aisha/delivery';
import { currentTraceId, Jobs, newTraceId } from '@aisha/platform';
import { MIN_PHOTOS } from '../photos/photo-rules';
import { Photos } from '../photos/photos';

/** `stale`: not this person's avatar, or one that is trained already. */
export type TrainingStarted =
  | { outcome: 'started'; trainingId: string }
  | { outcome: 'insufficient-credits'; price: number; balance: number }
  | { outcome: 'too-few-photos'; accepted: number }
  | { outcome: 'photos-pending' }
  | { outcome: 'stale' };

/** Trainings as people ask for them. */
@Injectable()
export class Trainings {
  constructor(
    private readonly database: Database,
    private readonly ledger: Ledger,
    private readonly photos: Photos,
    private readonly jobs: Jobs,
  ) {}

  /**
   * Begins a training of a draft, or once more of an avatar whose training failed. The avatar's row is locked
   * before the money: a second tap waits here and then finds that nothing is left to do.
   */
  async start(ownerId: string, avatarId: string, chat: ChatRef): Promise<TrainingStarted> {
    return this.database.transaction(async () => {
      if (!(await this.lockTrainable(ownerId, avatarId))) return { outcome: 'stale' };
      const { accepted, pending } = await this.photos.counts(avatarId);
      if (accepted + pending < MIN_PHOTOS) return { outcome: 'too-few-photos', accepted };
      if (pending > 0) return { outcome: 'photos-pending' };
      const trainingId = randomUUID();
      const hold = await this.ledger.reserve(ownerId, PRICES.training, `training-${trainingId}`);
      if (hold.outcome === 'insufficient-credits') return hold;
      await this.begin(trainingId, avatarId, hold.holdId, chat);
      return { outcome: 'started', trainingId };
    });
  }

  get(id: string): Promise<Training | null> {
    return this.database.repository(Training).findOneBy({ id });
  }

  private async lockTrainable(ownerId: string, avatarId: string): Promise<boolean> {
    const rows = await this.database.query(
      `select 1 from avatars where id = $1 and owner_id = $2 and status in ('draft', 'failed')
       for no key update`,
      [avatarId, ownerId],
    );
    return rows.length > 0;
  }

  private async begin(id: string, avatarId: string, holdId: string, chat: ChatRef): Promise<void> {
    await this.database.query(
      `update avatars set status = 'training', updated_at = now() where id = $1`,
      [avatarId],
    );
    const traceId = currentTraceId() ?? newTraceId();
    await this.database.query(
      `insert into trainings (id, avatar_id, hold_id, bot_id, chat_id, trace_id, next_check_at)
       values ($1, $2, $3, $4, $5, $6, now() + interval '10 seconds')`,
      [id, avatarId, holdId, chat.botId, chat.chatId, traceId],
    );
    await this.jobs.enqueue(trainAvatar, { trainingId: id }, traceId);
  }
}

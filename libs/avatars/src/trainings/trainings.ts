import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Ledger, PRICES } from '@aisha/accounts';
import { collectTraining, trainAvatar } from '@aisha/contracts';
import { Avatar, Database, Training } from '@aisha/database';
import type { ChatRef } from '@aisha/delivery';
import { currentTraceId, Jobs, newTraceId } from '@aisha/platform';
import { PRESETS, type TrainingPreset } from '../catalogue/training-presets';
import { MIN_PHOTOS } from '../photos/photo-rules';
import { Photos } from '../photos/photos';

/** What stands in the way of a training. `stale`: not this person's avatar, or one that is trained already. */
export type TrainingObstacle =
  { outcome: 'too-few-photos'; accepted: number } | { outcome: 'photos-pending' | 'stale' };
export type TrainingStarted =
  | { outcome: 'started'; trainingId: string }
  | { outcome: 'insufficient-credits'; price: number; balance: number }
  | TrainingObstacle;

/** Trainings as people ask for them. */
@Injectable()
export class Trainings {
  constructor(
    private readonly database: Database,
    private readonly ledger: Ledger,
    private readonly photos: Photos,
    private readonly jobs: Jobs,
  ) {}

  /** What stands in the way of a training of this avatar, money aside; null when it can begin. */
  async obstacle(ownerId: string, avatarId: string): Promise<TrainingObstacle | null> {
    return this.database.transaction(async () => {
      if (!(await this.lockTrainable(ownerId, avatarId))) return { outcome: 'stale' };
      const { accepted, pending } = await this.photos.counts(avatarId);
      if (accepted + pending < MIN_PHOTOS) return { outcome: 'too-few-photos', accepted };
      return pending > 0 ? { outcome: 'photos-pending' } : null;
    });
  }

  /**
   * Begins a training of a draft, or once more of an avatar whose training failed. The avatar's row is locked
   * before the money: a second tap waits here and then finds that nothing is left to do.
   */
  async start(
    ownerId: string,
    avatarId: string,
    chat: ChatRef,
    preset: TrainingPreset = 'balanced',
  ): Promise<TrainingStarted> {
    return this.database.transaction(async () => {
      const obstacle = await this.obstacle(ownerId, avatarId);
      if (obstacle) return obstacle;
      const id = randomUUID();
      const price = PRICES.training[preset];
      const hold = await this.ledger.reserve(ownerId, price, `training-${id}`, 'training');
      if (hold.outcome === 'insufficient-credits') return hold;
      const { holdId } = hold;
      await this.begin({ id, avatarId, holdId, preset, price, ...chat });
      return { outcome: 'started', trainingId: id };
    });
  }

  /**
   * Wants a training stopped. The worker ends it: at once and with a refund when FAL does not have it, else as
   * FAL answers; what is done already is delivered. @returns false when it is not this person's, or has ended
   */
  async cancel(ownerId: string, trainingId: string): Promise<boolean> {
    const [row] = await this.database.query<{ status: string; trace_id: string }>(
      `update trainings t
       set cancel_requested_at = coalesce(t.cancel_requested_at, now()), next_check_at = now()
       from avatars a
       where t.id = $1 and a.id = t.avatar_id and a.owner_id = $2 and t.settled_at is null
       returning t.status, t.trace_id`,
      [trainingId, ownerId],
    );
    if (!row) return false;
    const contract = row.status === 'requested' ? trainAvatar : collectTraining;
    await this.jobs.enqueue(contract, { trainingId }, row.trace_id);
    return true;
  }

  /** A training of this person's; a stranger's is not found. */
  async find(ownerId: string, id: string): Promise<Training | null> {
    const training = await this.get(id);
    const own = training && { id: training.avatarId, ownerId };
    return own && (await this.database.repository(Avatar).existsBy(own)) ? training : null;
  }

  /** The newest training of an avatar. */
  latest(avatarId: string): Promise<Training | null> {
    return this.rows.findOne({ where: { avatarId }, order: { createdAt: 'DESC', id: 'DESC' } });
  }

  get(id: string): Promise<Training | null> {
    return this.rows.findOneBy({ id });
  }

  private async lockTrainable(ownerId: string, avatarId: string): Promise<boolean> {
    const rows = await this.database.query(
      `select 1 from avatars where id = $1 and owner_id = $2 and kind = 'trained'
         and status in ('draft', 'failed') and deleted_at is null for no key update`,
      [avatarId, ownerId],
    );
    return rows.length > 0;
  }

  private async begin(
    training: Pick<
      Training,
      'id' | 'avatarId' | 'holdId' | 'preset' | 'price' | 'botId' | 'chatId'
    >,
  ): Promise<void> {
    await this.database.query(
      `update avatars set status = 'training', updated_at = now() where id = $1`,
      [training.avatarId],
    );
    const traceId = currentTraceId() ?? newTraceId();
    const { trainer } = PRESETS[training.preset];
    const nextCheckAt = () => `now() + interval '10 seconds'`;
    await this.rows.insert({ ...training, trainer, traceId, nextCheckAt });
    await this.jobs.enqueue(trainAvatar, { trainingId: training.id }, traceId);
  }

  private get rows() {
    return this.database.repository(Training);
  }
}

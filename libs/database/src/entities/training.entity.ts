import { Check, Column, Entity, Index, PrimaryGeneratedColumn, type Relation } from 'typeorm';
import { BelongsTo, Instant, oneOf, Words } from '../columns';
import { Avatar } from './avatar.entity';
import { Hold } from './ledger.entity';
import { ProviderWork, WORK_STATUSES } from './provider-work';

/** Kept as words, without a check: the catalogue that gives them their meaning grows. */
export type TrainingPresetName = 'fast' | 'balanced' | 'quality';
export type TrainerName = 'flux-portrait' | 'flux-fast' | 'flux-2';

/** One try to train an avatar, paid for by one hold. */
@Entity('trainings')
@Index('trainings_avatar', ['avatarId'])
@Index('trainings_open', ['nextCheckAt'], { where: `"settled_at" is null` })
@Check('trainings_status', oneOf('status', WORK_STATUSES))
export class Training extends ProviderWork {
  @PrimaryGeneratedColumn('uuid') id!: string;
  @Column('uuid') avatarId!: string;
  @Words({ default: 'balanced' }) preset!: TrainingPresetName;
  /** Which trainer of the catalogue it is, and so which model the weights are for. */
  @Words({ default: 'flux-portrait' }) trainer!: TrainerName;
  /** In credits, as it was named when the training began. */
  @Column('int', { default: 150 }) price!: number;
  /** What FAL last told: jobs ahead of it, then whole percent; and when the person was last shown it. */
  @Column('int', { nullable: true }) queuePosition!: number | null;
  @Column('int', { nullable: true }) percent!: number | null;
  @Instant({ nullable: true }) progressAt!: Date | null;
  /** The person wants it stopped; FAL may have it all the same. */
  @Instant({ nullable: true }) cancelRequestedAt!: Date | null;
  @BelongsTo(() => Avatar, 'avatar_id') avatar?: Relation<Avatar>;
  @BelongsTo(() => Hold, 'hold_id') hold?: Relation<Hold>;
}

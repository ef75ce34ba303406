import { Check, Column, Entity, Index, PrimaryGeneratedColumn, type Relation } from 'typeorm';
import { BelongsTo, oneOf } from '../columns';
import { Avatar } from './avatar.entity';
import { Hold } from './ledger.entity';
import { ProviderWork, WORK_STATUSES } from './provider-work';

/** One try to train an avatar, paid for by one hold. */
@Entity('trainings')
@Index('trainings_avatar', ['avatarId'])
@Index('trainings_open', ['nextCheckAt'], { where: `"settled_at" is null` })
@Check('trainings_status', oneOf('status', WORK_STATUSES))
export class Training extends ProviderWork {
  @PrimaryGeneratedColumn('uuid') id!: string;
  @Column('uuid') avatarId!: string;
  @BelongsTo(() => Avatar, 'avatar_id') avatar?: Relation<Avatar>;
  @BelongsTo(() => Hold, 'hold_id') hold?: Relation<Hold>;
}

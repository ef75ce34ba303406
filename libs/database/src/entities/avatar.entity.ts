import {
  Check,
  Column,
  Entity,
  Index,
  PrimaryGeneratedColumn,
  UpdateDateColumn,
  type Relation,
} from 'typeorm';
import { BelongsTo, CreatedAt, Instant, oneOf, Words } from '../columns';
import { User } from './user.entity';

export const AVATAR_STATUSES = ['draft', 'training', 'ready', 'failed'] as const;
export type AvatarStatus = (typeof AVATAR_STATUSES)[number];
export const GENDERS = ['female', 'male'] as const;
export type Gender = (typeof GENDERS)[number];

/** A model of a person's looks, trained on their photos. */
@Entity('avatars')
@Index('avatars_owner', ['ownerId', 'createdAt'])
@Index('avatars_one_draft', ['ownerId'], { unique: true, where: `"status" = 'draft'` })
@Check('avatars_status', oneOf('status', AVATAR_STATUSES))
@Check('avatars_gender', oneOf('gender', GENDERS))
export class Avatar {
  @PrimaryGeneratedColumn('uuid') id!: string;
  @Column('uuid') ownerId!: string;
  @Words() name!: string;
  @Words() gender!: Gender;
  @Words({ default: 'draft' }) status!: AvatarStatus;
  /** The word that stands for this person in prompts, as it was trained. */
  @Words() triggerPhrase!: string;
  /** Where FAL keeps the weights, and our own copy of weights, configuration and a preview in S3. */
  @Words({ nullable: true }) weightsUrl!: string | null;
  @Words({ nullable: true }) weightsKey!: string | null;
  @Words({ nullable: true }) configKey!: string | null;
  @Words({ nullable: true }) previewKey!: string | null;
  @CreatedAt() createdAt!: Date;
  @UpdateDateColumn({ type: 'timestamptz' }) updatedAt!: Date;
  @Instant({ nullable: true }) readyAt!: Date | null;
  @BelongsTo(() => User, 'owner_id') owner?: Relation<User>;
}

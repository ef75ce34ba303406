import {
  Check,
  Column,
  DeleteDateColumn,
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
/** `instant`: no model of its own, one photo that endpoints take as a reference. */
export const AVATAR_KINDS = ['trained', 'instant'] as const;
export type AvatarKind = (typeof AVATAR_KINDS)[number];
/** Base models that weights can belong to. */
export const AVATAR_FAMILIES = ['flux-1', 'flux-2'] as const;
export type AvatarFamily = (typeof AVATAR_FAMILIES)[number];
export const GENDERS = ['female', 'male'] as const;
export type Gender = (typeof GENDERS)[number];

/** A person's looks: a model trained on their photos, or one photo. */
@Entity('avatars')
@Index('avatars_owner', ['ownerId', 'createdAt'])
@Index('avatars_one_draft', ['ownerId'], { unique: true, where: `"status" = 'draft'` })
@Index('avatars_one_main', ['ownerId'], {
  unique: true,
  where: `"is_main" and "deleted_at" is null`,
})
@Check('avatars_status', oneOf('status', AVATAR_STATUSES))
@Check('avatars_gender', oneOf('gender', GENDERS))
@Check('avatars_kind', oneOf('kind', AVATAR_KINDS))
@Check('avatars_family', oneOf('family', AVATAR_FAMILIES))
export class Avatar {
  @PrimaryGeneratedColumn('uuid') id!: string;
  @Column('uuid') ownerId!: string;
  @Words() name!: string;
  @Words() gender!: Gender;
  @Words({ default: 'draft' }) status!: AvatarStatus;
  @Words({ default: 'trained' }) kind!: AvatarKind;
  /** The base model of the weights; says nothing of an instant avatar. */
  @Words({ default: 'flux-1' }) family!: AvatarFamily;
  /** The word that stands for this person in prompts, as it was trained. */
  @Words() triggerPhrase!: string;
  /** Where FAL keeps the weights, and our own copy of weights, configuration and a preview in S3. */
  @Words({ nullable: true }) weightsUrl!: string | null;
  @Words({ nullable: true }) weightsKey!: string | null;
  @Words({ nullable: true }) configKey!: string | null;
  @Words({ nullable: true }) previewKey!: string | null;
  /** The one photo of an instant avatar: an upright JPEG without metadata in S3. */
  @Words({ nullable: true }) referenceKey!: string | null;
  /** Pictures begin with it; one of each person. */
  @Column('boolean', { default: false }) isMain!: boolean;
  @CreatedAt() createdAt!: Date;
  @UpdateDateColumn({ type: 'timestamptz' }) updatedAt!: Date;
  @Instant({ nullable: true }) readyAt!: Date | null;
  /** The row stays for its pictures and trainings; repositories do not find it any more. */
  @DeleteDateColumn({ type: 'timestamptz', nullable: true }) deletedAt!: Date | null;
  @BelongsTo(() => User, 'owner_id') owner?: Relation<User>;
}

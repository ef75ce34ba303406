import { Check, Column, Entity, Index, PrimaryGeneratedColumn, type Relation } from 'typeorm';
import type { AspectRatio } from '@aisha/contracts';
import { BelongsTo, Instant, oneOf, Words } from '../columns';
import { Avatar } from './avatar.entity';
import { Hold } from './ledger.entity';
import { User } from './user.entity';
import { ProviderWork, WORK_STATUSES } from './provider-work';

/** A picture made with an avatar. */
@Entity('images')
@Index('images_gallery', ['ownerId', 'createdAt'], {
  where: `"status" = 'succeeded' and "deleted_at" is null`,
})
@Index('images_open', ['nextCheckAt'], { where: `"settled_at" is null` })
@Check('images_status', oneOf('status', WORK_STATUSES))
export class Image extends ProviderWork {
  @PrimaryGeneratedColumn('uuid') id!: string;
  @Column('uuid') ownerId!: string;
  @Column('uuid') avatarId!: string;
  @Words() prompt!: string;
  @Words() aspectRatio!: AspectRatio;
  @Words({ nullable: true }) objectKey!: string | null;
  @Instant({ nullable: true }) deletedAt!: Date | null;
  @BelongsTo(() => User, 'owner_id') owner?: Relation<User>;
  @BelongsTo(() => Avatar, 'avatar_id') avatar?: Relation<Avatar>;
  @BelongsTo(() => Hold, 'hold_id') hold?: Relation<Hold>;
}

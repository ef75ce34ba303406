import { Check, Column, Entity, Index, PrimaryGeneratedColumn, type Relation } from 'typeorm';
import type { AspectRatio, PictureQuality } from '@aisha/contracts';
import { BelongsTo, BigInteger, Instant, oneOf, Words } from '../columns';
import { Avatar } from './avatar.entity';
import { Hold } from './ledger.entity';
import { PICTURE_KINDS, type PictureKind, PictureOrder } from './picture-order.entity';
import { User } from './user.entity';
import { ProviderWork, WORK_STATUSES } from './provider-work';

/** A picture made with an avatar. */
@Entity('images')
@Index('images_gallery_order', ['ownerId', 'createdAt', 'id'], {
  where: `"status" = 'succeeded' and "deleted_at" is null`,
})
@Index('images_open', ['nextCheckAt'], { where: `"settled_at" is null` })
@Index('images_of_order', ['orderId', 'position'], { unique: true })
@Index('images_avatar', ['avatarId'])
@Index('images_made_from', ['sourceImageId'], { where: '"source_image_id" is not null' })
@Check('images_kind', oneOf('kind', PICTURE_KINDS))
@Check('images_status', oneOf('status', WORK_STATUSES))
export class Image extends ProviderWork {
  @PrimaryGeneratedColumn('uuid') id!: string;
  @Column('uuid') ownerId!: string;
  @Column('uuid') avatarId!: string;
  /** None for a picture from before there were orders. */
  @Column('uuid', { nullable: true }) orderId!: string | null;
  @Column('int', { default: 0 }) position!: number;
  @Words({ default: 'new' }) kind!: PictureKind;
  /** The picture that it was made from. */
  @Column('uuid', { nullable: true }) sourceImageId!: string | null;
  /** The object that FAL starts from: of a picture, or of a photo that goes when the order is settled. */
  @Words({ nullable: true }) sourceKey!: string | null;
  /** In the person's own words; empty when a style alone was chosen. */
  @Words() prompt!: string;
  /** The words as the assistant wrote them, where it was asked to. */
  @Words({ nullable: true }) finalPrompt!: string | null;
  @Words({ nullable: true }) styleId!: string | null;
  @Words({ nullable: true }) negativePrompt!: string | null;
  @Words({ default: 'balanced' }) quality!: PictureQuality;
  @BigInteger({ nullable: true }) seed!: number | null;
  @Words({ nullable: true, default: 'flux-lora' }) modelId!: string | null;
  @Words() aspectRatio!: AspectRatio;
  @Words({ nullable: true }) objectKey!: string | null;
  /** A small copy for pages of many pictures. */
  @Words({ nullable: true }) thumbKey!: string | null;
  @Instant({ nullable: true }) deletedAt!: Date | null;
  @BelongsTo(() => User, 'owner_id') owner?: Relation<User>;
  @BelongsTo(() => Avatar, 'avatar_id') avatar?: Relation<Avatar>;
  @BelongsTo(() => PictureOrder, 'order_id') order?: Relation<PictureOrder>;
  @BelongsTo(() => Hold, 'hold_id') hold?: Relation<Hold>;
}

import { Check, Column, Entity, Index, PrimaryColumn, type Relation } from 'typeorm';
import type { AspectRatio, PictureQuality } from '@aisha/contracts';
import { BelongsTo, BigInteger, CreatedAt, Instant, oneOf, Words } from '../columns';
import { Avatar } from './avatar.entity';
import { User } from './user.entity';

export const PICTURE_KINDS = ['new', 'variation', 'upscale', 'from-photo'] as const;
export type PictureKind = (typeof PICTURE_KINDS)[number];
/** `open`: the person still chooses. */
export const ORDER_STATUSES = ['open', 'drawing', 'done'] as const;
export type OrderStatus = (typeof ORDER_STATUSES)[number];
/** Whether the assistant was asked to write the words, and what came of it. */
export const WORDS_STATUSES = ['own', 'pending', 'written', 'failed'] as const;
export type WordsStatus = (typeof WORDS_STATUSES)[number];

/** What a person wants drawn, from the first choice to the last of its pictures. */
@Entity('picture_orders')
@Index('picture_orders_prompt', ['promptId'], { unique: true })
@Index('picture_orders_avatar', ['avatarId'])
@Index('picture_orders_source', ['sourceFileId'], { where: '"source_file_id" is not null' })
@Index('picture_orders_style', ['styleId'], { where: `"style_id" is not null` })
// One order at a time from each button under a picture, however often it is pressed.
@Index('picture_orders_remake', ['sourceImageId', 'kind'], {
  unique: true,
  where: `"status" = 'drawing' and "source_image_id" is not null`,
})
@Check('picture_orders_kind', oneOf('kind', PICTURE_KINDS))
@Check('picture_orders_status', oneOf('status', ORDER_STATUSES))
@Check('picture_orders_words', oneOf('words', WORDS_STATUSES))
export class PictureOrder {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid') ownerId!: string;
  @BigInteger() botId!: number;
  @BigInteger() chatId!: number;
  @Column('uuid') avatarId!: string;
  @Words({ default: 'new' }) kind!: PictureKind;
  @Words({ default: 'open' }) status!: OrderStatus;
  /** In the person's own words; empty while a style alone is chosen. */
  @Words() prompt!: string;
  @Words() aspectRatio!: AspectRatio;
  @Column('int') count!: number;
  @Words() quality!: PictureQuality;
  @Words({ nullable: true }) styleId!: string | null;
  @Column('boolean', { default: false }) enhance!: boolean;
  @Words({ nullable: true }) negativePrompt!: string | null;
  /** Chosen by the person; else each order has its own. */
  @BigInteger({ nullable: true }) seed!: number | null;
  /** The photo that the pictures start from. */
  @Column('uuid', { nullable: true }) sourceFileId!: string | null;
  /** The picture that they start from, or repeat. */
  @Column('uuid', { nullable: true }) sourceImageId!: string | null;
  @Column('uuid', { nullable: true }) promptId!: string | null;
  @Words({ default: 'own' }) words!: WordsStatus;
  @CreatedAt() createdAt!: Date;
  @Instant({ nullable: true }) drawnAt!: Date | null;
  @Instant({ nullable: true }) settledAt!: Date | null;
  @BelongsTo(() => User, 'owner_id') owner?: Relation<User>;
  @BelongsTo(() => Avatar, 'avatar_id') avatar?: Relation<Avatar>;
}

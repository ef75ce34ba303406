import {
  Check,
  Column,
  Entity,
  Generated,
  Index,
  PrimaryGeneratedColumn,
  type Relation,
} from 'typeorm';
import { BelongsTo, BigInteger, CreatedAt, Instant, oneOf, Words } from '../columns';
import { Avatar } from './avatar.entity';
import { IncomingFile } from './incoming-file.entity';

export const PHOTO_STATUSES = ['pending', 'accepted', 'refused'] as const;
export type PhotoStatus = (typeof PHOTO_STATUSES)[number];
export const PHOTO_REFUSALS = [
  'too-small',
  'too-big',
  'not-an-image',
  'duplicate',
  'too-many',
  'not-received',
] as const;
export type PhotoRefusal = (typeof PHOTO_REFUSALS)[number];

/** A photo of a draft avatar. */
@Entity('avatar_photos')
@Index('avatar_photos_avatar', ['avatarId', 'position'])
@Index('avatar_photos_once', ['avatarId', 'sha256'], {
  unique: true,
  where: `"status" = 'accepted'`,
})
@Check('avatar_photos_status', oneOf('status', PHOTO_STATUSES))
export class AvatarPhoto {
  @PrimaryGeneratedColumn('uuid') id!: string;
  @Column('uuid') avatarId!: string;
  /** The incoming file that it came as. */
  @Column('uuid', { unique: true }) fileId!: string;
  @BigInteger() @Generated('increment') position!: number;
  @Words({ default: 'pending' }) status!: PhotoStatus;
  @Words({ nullable: true }) refusal!: PhotoRefusal | null;
  /** Of the pixels' file as it came, in hex. */
  @Words({ nullable: true }) sha256!: string | null;
  @Column('int', { nullable: true }) width!: number | null;
  @Column('int', { nullable: true }) height!: number | null;
  /** The upright JPEG without metadata that training uses. */
  @Words({ nullable: true }) objectKey!: string | null;
  @CreatedAt() createdAt!: Date;
  @Instant({ nullable: true }) checkedAt!: Date | null;
  @BelongsTo(() => Avatar, 'avatar_id') avatar?: Relation<Avatar>;
  @BelongsTo(() => IncomingFile, 'file_id') file?: Relation<IncomingFile>;
}

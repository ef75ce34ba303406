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

/** `doubtful`: the person decides; `removed`: they took it out, its number stays theirs. */
export const PHOTO_STATUSES = ['pending', 'accepted', 'doubtful', 'refused', 'removed'] as const;
export type PhotoStatus = (typeof PHOTO_STATUSES)[number];
export const PHOTO_REFUSALS = [
  'too-small',
  'too-big',
  'not-an-image',
  'heic',
  'duplicate',
  'too-many',
  'not-received',
] as const;
export type PhotoRefusal = (typeof PHOTO_REFUSALS)[number];
/** Why a person is asked about a photo that training could take. */
export const PHOTO_DOUBTS = [
  'no-face',
  'several-faces',
  'face-too-small',
  'other-person',
  'blurry',
  'too-dark',
  'too-bright',
  'near-duplicate',
] as const;
export type PhotoDoubt = (typeof PHOTO_DOUBTS)[number];
/** What is worth a word about a photo that was accepted. */
export const PHOTO_WARNINGS = ['small-face', 'people-behind', 'soft', 'dim', 'glaring'] as const;
export type PhotoWarning = (typeof PHOTO_WARNINGS)[number];

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
  @Column('text', { array: true, default: '{}' }) doubts!: PhotoDoubt[];
  @Column('text', { array: true, default: '{}' }) warnings!: PhotoWarning[];
  /** When the person kept it in spite of doubts: they are not asked again. */
  @Instant({ nullable: true }) keptAt!: Date | null;
  /** 64 bits in hex; alike for photos that look alike. */
  @Words({ nullable: true }) perceptualHash!: string | null;
  /** 128 numbers of the face. Biometric: goes with the photo, and once the avatar is trained. Never logged. */
  @Column('real', { array: true, nullable: true }) faceDescriptor!: number[] | null;
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

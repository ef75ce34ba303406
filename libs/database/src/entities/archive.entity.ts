import { Check, Column, Entity, Index, PrimaryGeneratedColumn, type Relation } from 'typeorm';
import type { GalleryFilter } from '@aisha/contracts';
import { BelongsTo, BigInteger, CreatedAt, Instant, oneOf, Words } from '../columns';
import { User } from './user.entity';

export const ARCHIVE_STATUSES = ['requested', 'ready', 'failed'] as const;
export type ArchiveStatus = (typeof ARCHIVE_STATUSES)[number];

/** Pictures of a person as zip volumes, for them to take along. */
@Entity('archives')
@Index('archives_one_open', ['ownerId'], { unique: true, where: `"status" = 'requested'` })
@Index('archives_owner', ['ownerId', 'createdAt'])
@Index('archives_open', ['createdAt'], { where: `"status" = 'requested'` })
@Check('archives_status', oneOf('status', ARCHIVE_STATUSES))
export class Archive {
  @PrimaryGeneratedColumn('uuid') id!: string;
  @Column('uuid') ownerId!: string;
  @BigInteger() botId!: number;
  @BigInteger() chatId!: number;
  @Column('jsonb') filter!: GalleryFilter;
  @Words({ default: 'requested' }) status!: ArchiveStatus;
  /** Grows with each try to pack; a result counts only under the current one. */
  @Column('int', { default: 0 }) attempt!: number;
  /** Pictures that are in it, and that there was no room for. */
  @Column('int', { default: 0 }) packed!: number;
  @Column('int', { default: 0 }) leftOut!: number;
  /** Object keys, in order. */
  @Column('text', { array: true, default: '{}' }) volumes!: string[];
  @Words() traceId!: string;
  @CreatedAt() createdAt!: Date;
  @Instant({ nullable: true }) settledAt!: Date | null;
  @BelongsTo(() => User, 'owner_id') owner?: Relation<User>;
}

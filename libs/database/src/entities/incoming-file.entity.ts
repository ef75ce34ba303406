import { Check, Column, Entity, Index, PrimaryGeneratedColumn, type Relation } from 'typeorm';
import { BelongsTo, BigInteger, CreatedAt, Instant, oneOf, Words } from '../columns';
import { User } from './user.entity';

export const FILE_PURPOSES = [
  'transcript',
  'avatar-photo',
  'picture-source',
  'prompt-photo',
  'question-photo',
] as const;
export type FilePurpose = (typeof FILE_PURPOSES)[number];
export const FILE_STATUSES = ['wanted', 'stored', 'failed', 'removed'] as const;
export type FileStatus = (typeof FILE_STATUSES)[number];
export const FILE_FAILURES = ['too-big', 'gone', 'unreachable'] as const;
export type FileFailure = (typeof FILE_FAILURES)[number];

/** A file that a person sent: a row with Telegram's id at once, an object in S3 a moment later. */
@Entity('incoming_files')
@Index('incoming_files_wanted', ['createdAt'], { where: `"status" = 'wanted'` })
@Index('incoming_files_owner', ['ownerId'])
@Index('incoming_files_content', ['ownerId', 'sha256'], { where: `"sha256" is not null` })
@Check('incoming_files_purpose', oneOf('purpose', FILE_PURPOSES))
@Check('incoming_files_status', oneOf('status', FILE_STATUSES))
export class IncomingFile {
  @PrimaryGeneratedColumn('uuid') id!: string;
  @Column('uuid') ownerId!: string;
  @BigInteger() botId!: number;
  @Words() telegramFileId!: string;
  @Words() purpose!: FilePurpose;
  @Words({ unique: true }) objectKey!: string;
  @Words({ nullable: true }) fileName!: string | null;
  @Words({ nullable: true }) mimeType!: string | null;
  @BigInteger({ nullable: true }) size!: number | null;
  /** Of its bytes, in hex: the same file is known again, whatever it is called. */
  @Words({ nullable: true }) sha256!: string | null;
  @Words({ default: 'wanted' }) status!: FileStatus;
  @Words({ nullable: true }) failure!: FileFailure | null;
  @Words() traceId!: string;
  @CreatedAt() createdAt!: Date;
  @Instant({ nullable: true }) storedAt!: Date | null;
  @BelongsTo(() => User, 'owner_id') owner?: Relation<User>;
}

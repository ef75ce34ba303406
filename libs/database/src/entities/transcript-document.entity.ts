import {
  Check,
  Column,
  Entity,
  Index,
  JoinColumn,
  ManyToOne,
  PrimaryGeneratedColumn,
  type Relation,
  UpdateDateColumn,
} from 'typeorm';
import { BelongsTo, BigInteger, CreatedAt, Instant, oneOf, Words } from '../columns';
import { Transcript } from './transcript.entity';
import { User } from './user.entity';

/** `file`: what is there already, in another format. */
export const DOCUMENT_KINDS = [
  'summary',
  'tasks',
  'minutes',
  'official',
  'translation',
  'answer',
  'file',
] as const;
export type DocumentKind = (typeof DOCUMENT_KINDS)[number];
export const DOCUMENT_FORMATS = ['txt', 'docx', 'pdf', 'srt', 'vtt'] as const;
export type DocumentFormat = (typeof DOCUMENT_FORMATS)[number];
export const DOCUMENT_STATUSES = ['requested', 'ready', 'failed'] as const;
export type DocumentStatus = (typeof DOCUMENT_STATUSES)[number];
export const DOCUMENT_FAILURES = ['refused', 'provider-down', 'internal'] as const;
export type DocumentFailure = (typeof DOCUMENT_FAILURES)[number];

/** What was made of a transcript: a summary, minutes, a translation, an answer about it, a file. */
@Entity('transcript_documents')
@Index('transcript_documents_wish', ['transcriptId', 'wish'], {
  unique: true,
  where: `"status" <> 'failed'`,
})
@Index('transcript_documents_owner', ['ownerId', 'createdAt'])
@Index('transcript_documents_open', ['updatedAt'], { where: `"status" = 'requested'` })
@Check('transcript_documents_kind', oneOf('kind', DOCUMENT_KINDS))
@Check('transcript_documents_status', oneOf('status', DOCUMENT_STATUSES))
export class TranscriptDocument {
  @PrimaryGeneratedColumn('uuid') id!: string;
  @Column('uuid') ownerId!: string;
  @BigInteger() botId!: number;
  @BigInteger() chatId!: number;
  @Column('uuid') transcriptId!: string;
  @Words() kind!: DocumentKind;
  /** What is wanted, in one word: the same wish gives the document that is there. */
  @Words() wish!: string;
  /** ISO 639-1, of a translation. */
  @Words({ nullable: true }) language!: string | null;
  /** Of a file; null where the text's length decides. */
  @Words({ nullable: true }) format!: DocumentFormat | null;
  /** Of which document a file is made; null: of the transcript itself. */
  @Column('uuid', { nullable: true }) sourceId!: string | null;
  @Column('text', { nullable: true }) question!: string | null;
  @Words({ default: 'requested' }) status!: DocumentStatus;
  /** What the model made of parts of a long text, by their place: kept until the whole is there. */
  @Column('jsonb', { default: {} }) parts!: Record<string, string>;
  @Column('text', { nullable: true }) text!: string | null;
  @Words({ nullable: true }) objectKey!: string | null;
  @Words({ nullable: true }) failure!: DocumentFailure | null;
  /** Grows with each try to write; a result counts only under the current one. */
  @Column('int', { default: 0 }) attempt!: number;
  @Words() traceId!: string;
  @CreatedAt() createdAt!: Date;
  @UpdateDateColumn({ type: 'timestamptz' }) updatedAt!: Date;
  @Instant({ nullable: true }) settledAt!: Date | null;
  @BelongsTo(() => User, 'owner_id') owner?: Relation<User>;
  /** A transcript that is deleted takes what was made of it along. */
  @ManyToOne(() => Transcript, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'transcript_id' })
  transcript?: Relation<Transcript>;
}

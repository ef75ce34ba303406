import {
  Check,
  Column,
  Entity,
  Index,
  PrimaryGeneratedColumn,
  UpdateDateColumn,
  type Relation,
} from 'typeorm';
import { BelongsTo, BigInteger, CreatedAt, Instant, oneOf, Words } from '../columns';
import { Hold } from './ledger.entity';
import { IncomingFile } from './incoming-file.entity';
import { User, VOICE_MODES, type VoiceMode } from './user.entity';

export const TRANSCRIPT_STATUSES = [
  'fetching',
  'probing',
  'quoted',
  'queued',
  'ready',
  'failed',
  'declined',
] as const;
export type TranscriptStatus = (typeof TRANSCRIPT_STATUSES)[number];
export const TRANSCRIPT_FAILURES = [
  'too-big',
  'not-received',
  'not-audio',
  'empty',
  'no-speech',
  'not-text',
  'no-text',
  'text-too-long',
  'provider-down',
  'refused',
  'internal',
] as const;
export type TranscriptFailure = (typeof TRANSCRIPT_FAILURES)[number];
/** `text`: no sound but a text document, which is treated as if it had been said. */
export const AUDIO_SOURCES = ['voice', 'audio', 'document', 'video-note', 'video', 'text'] as const;
export type AudioSource = (typeof AUDIO_SOURCES)[number];

/** What was said from one moment of a recording to another. */
export interface SpokenSegment {
  /** Seconds from the start of the whole recording. */
  start: number;
  end: number;
  text: string;
  /** Who spoke, as the model tells voices apart: A, B, ...; left out where it does not. */
  speaker?: string;
}

/**
 * Audio that a person sent, and what it says. The column `words`, which a trigger keeps up, holds title and text as
 * they are searched for.
 */
@Entity('transcripts')
@Index('transcripts_owner', ['ownerId', 'createdAt'])
@Index('transcripts_open', ['updatedAt'], {
  where: `"status" in ('fetching', 'probing', 'queued')`,
})
@Index('transcripts_quoted', ['updatedAt'], { where: `"status" = 'quoted'` })
@Check('transcripts_status', oneOf('status', TRANSCRIPT_STATUSES))
@Check('transcripts_mode', oneOf('mode', VOICE_MODES))
export class Transcript {
  @PrimaryGeneratedColumn('uuid') id!: string;
  @Column('uuid') ownerId!: string;
  @BigInteger() botId!: number;
  @BigInteger() chatId!: number;
  @Column('uuid', { unique: true }) fileId!: string;
  @Words() source!: AudioSource;
  @Words({ default: 'fetching' }) status!: TranscriptStatus;
  /** What the person gets for it: their setting at the time, or what they chose for this one. */
  @Words({ default: 'both' }) mode!: VoiceMode;
  /** ISO 639-1: what the person had chosen to be heard as, when they sent it; null: detected. */
  @Words({ nullable: true }) askedLanguage!: string | null;
  /** What the person calls it. */
  @Words({ nullable: true }) title!: string | null;
  /** Measured by decoding, in seconds; what a file claims of itself is never the price. */
  @Column('double precision', { nullable: true }) durationSeconds!: number | null;
  /** In credits; 0 is free. */
  @Column('int', { nullable: true }) price!: number | null;
  @Column('uuid', { nullable: true }) holdId!: string | null;
  @Column('text', { nullable: true }) text!: string | null;
  @Words({ nullable: true }) language!: string | null;
  /** In order; null where the model tells no times. */
  @Column('jsonb', { nullable: true }) segments!: SpokenSegment[] | null;
  @Words({ nullable: true }) failure!: TranscriptFailure | null;
  @Words() traceId!: string;
  @CreatedAt() createdAt!: Date;
  @UpdateDateColumn({ type: 'timestamptz' }) updatedAt!: Date;
  @Instant({ nullable: true }) settledAt!: Date | null;
  @BelongsTo(() => User, 'owner_id') owner?: Relation<User>;
  @BelongsTo(() => IncomingFile, 'file_id') file?: Relation<IncomingFile>;
  @BelongsTo(() => Hold, 'hold_id') hold?: Relation<Hold>;
}

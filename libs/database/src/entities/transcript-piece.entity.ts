import {
  Check,
  Column,
  Entity,
  JoinColumn,
  ManyToOne,
  PrimaryColumn,
  type Relation,
} from 'typeorm';
import { CreatedAt, Instant, oneOf, Words } from '../columns';
import { type SpokenSegment, Transcript } from './transcript.entity';

export const PIECE_STATUSES = ['waiting', 'heard'] as const;
export type PieceStatus = (typeof PIECE_STATUSES)[number];

/** A stretch of a long recording that is heard by itself. Its rows go when the whole text is there. */
@Entity('transcript_pieces')
@Check('transcript_pieces_status', oneOf('status', PIECE_STATUSES))
export class TranscriptPiece {
  @PrimaryColumn('uuid') transcriptId!: string;
  /** Counted from 0. */
  @PrimaryColumn('int') position!: number;
  /** Seconds from the start of the recording. */
  @Column('double precision') fromSeconds!: number;
  @Column('double precision') toSeconds!: number;
  /** Its sound in the storage. */
  @Column('text') objectKey!: string;
  @Words({ default: 'waiting' }) status!: PieceStatus;
  /** How often it was sent to be heard, the last time included. */
  @Column('int', { default: 0 }) attempts!: number;
  /** Empty when nobody spoke. */
  @Column('text', { nullable: true }) text!: string | null;
  @Words({ nullable: true }) language!: string | null;
  /** Times count from the start of the piece; null where the model tells none. */
  @Column('jsonb', { nullable: true }) segments!: SpokenSegment[] | null;
  @CreatedAt() createdAt!: Date;
  @Instant({ nullable: true }) heardAt!: Date | null;
  /** Who deletes a transcript deletes what was heard of it. */
  @ManyToOne(() => Transcript, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'transcript_id' })
  transcript?: Relation<Transcript>;
}

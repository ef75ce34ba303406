import { Check, Column, Entity, Index, PrimaryGeneratedColumn, type Relation } from 'typeorm';
import { BelongsTo, CreatedAt, Instant, oneOf, Words } from '../columns';
import { Answer } from './answer.entity';
import { User } from './user.entity';

export const VOICE_STATUSES = ['pending', 'ready', 'failed'] as const;
export type VoiceStatus = (typeof VOICE_STATUSES)[number];

/** An answer read out, at the wish of its person. */
@Entity('answer_voices')
@Index('answer_voices_owner', ['ownerId', 'createdAt'])
@Index('answer_voices_open', ['createdAt'], { where: `"status" = 'pending'` })
@Check('answer_voices_status', oneOf('status', VOICE_STATUSES))
export class AnswerVoice {
  @PrimaryGeneratedColumn('uuid') id!: string;
  /** One voice an answer: asked for again it is sent again. */
  @Column('uuid', { unique: true }) answerId!: string;
  @Column('uuid') ownerId!: string;
  @Words({ default: 'pending' }) status!: VoiceStatus;
  @Words({ nullable: true }) objectKey!: string | null;
  /** How long it plays. */
  @Column('double precision', { nullable: true }) seconds!: number | null;
  /** Only the beginning of the answer is read out. */
  @Column('boolean', { default: false }) shortened!: boolean;
  @Words() traceId!: string;
  @CreatedAt() createdAt!: Date;
  @Instant({ nullable: true }) settledAt!: Date | null;
  @BelongsTo(() => Answer, 'answer_id') answer?: Relation<Answer>;
  @BelongsTo(() => User, 'owner_id') owner?: Relation<User>;
}

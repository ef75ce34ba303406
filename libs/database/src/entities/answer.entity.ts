import { Check, Column, Entity, Index, PrimaryGeneratedColumn, type Relation } from 'typeorm';
import { BelongsTo, BigInteger, CreatedAt, Instant, oneOf, Words } from '../columns';
import { User } from './user.entity';

export const ANSWER_STATUSES = ['pending', 'ready', 'failed'] as const;
export type AnswerStatus = (typeof ANSWER_STATUSES)[number];
/** `cut`: the model may not write more at once. `stopped`: the person had it end there. */
export const ANSWER_ENDINGS = ['whole', 'cut', 'stopped'] as const;
export type AnswerEnding = (typeof ANSWER_ENDINGS)[number];
/** `empty`: the model said nothing. `stopped`: before it said anything. */
export const ANSWER_FAILURES = ['unavailable', 'refused', 'empty', 'stopped', 'no-photo'] as const;
export type AnswerFailure = (typeof ANSWER_FAILURES)[number];

/** What a person said to the assistant and what it answered: also the memory of the conversation. */
@Entity('answers')
@Index('answers_memory', ['botId', 'chatId', 'createdAt'])
@Index('answers_open', ['createdAt'], { where: `"status" = 'pending'` })
@Index('answers_owner', ['ownerId'])
@Index('answers_owner_day', ['ownerId', 'createdAt'])
@Check('answers_status', oneOf('status', ANSWER_STATUSES))
@Check('answers_ending', oneOf('ending', ANSWER_ENDINGS))
@Check('answers_failure', oneOf('failure', ANSWER_FAILURES))
export class Answer {
  @PrimaryGeneratedColumn('uuid') id!: string;
  @Column('uuid') ownerId!: string;
  @BigInteger() botId!: number;
  @BigInteger() chatId!: number;
  @Column('text') question!: string;
  /** The transcript that the question came from, if it was spoken. */
  @Column('uuid', { nullable: true, unique: true }) transcriptId!: string | null;
  @Words({ default: 'pending' }) status!: AnswerStatus;
  @Column('text', { nullable: true }) text!: string | null;
  @Words({ default: 'whole' }) ending!: AnswerEnding;
  /** Failed ones of older versions do not say. */
  @Words({ nullable: true }) failure!: AnswerFailure | null;
  /** Of a question with photos: when they were taken for the model. What comes later is a question of its own. */
  @Instant({ nullable: true }) lookedAt!: Date | null;
  /** The provider is away: asked again from then on. */
  @Instant({ nullable: true }) retryAt!: Date | null;
  /** When the person heard that the answer comes later. */
  @Instant({ nullable: true }) delayToldAt!: Date | null;
  @Words() traceId!: string;
  @CreatedAt() createdAt!: Date;
  @Instant({ nullable: true }) settledAt!: Date | null;
  @BelongsTo(() => User, 'owner_id') owner?: Relation<User>;
}

import { Check, Column, Entity, Index, PrimaryGeneratedColumn, type Relation } from 'typeorm';
import { BelongsTo, BigInteger, CreatedAt, Instant, oneOf, Words } from '../columns';
import { User } from './user.entity';

export const ANSWER_STATUSES = ['pending', 'ready', 'failed'] as const;
export type AnswerStatus = (typeof ANSWER_STATUSES)[number];

/** What a person said to the assistant and what it answered: also the memory of the conversation. */
@Entity('answers')
@Index('answers_memory', ['botId', 'chatId', 'createdAt'])
@Index('answers_open', ['createdAt'], { where: `"status" = 'pending'` })
@Index('answers_owner', ['ownerId'])
@Check('answers_status', oneOf('status', ANSWER_STATUSES))
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
  @Words() traceId!: string;
  @CreatedAt() createdAt!: Date;
  @Instant({ nullable: true }) settledAt!: Date | null;
  @BelongsTo(() => User, 'owner_id') owner?: Relation<User>;
}

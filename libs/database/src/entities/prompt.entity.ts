import { Check, Column, Entity, Index, PrimaryGeneratedColumn, type Relation } from 'typeorm';
import { BelongsTo, BigInteger, CreatedAt, Instant, oneOf, Words } from '../columns';
import { User, type Language } from './user.entity';

export const PROMPT_STATUSES = ['pending', 'ready', 'failed'] as const;
export type PromptStatus = (typeof PROMPT_STATUSES)[number];
/** `translate`: the words as they are, in English. `photo`: what a photo shows, in the person's language. */
export const PROMPT_TASKS = ['translate', 'enhance', 'photo'] as const;
export type PromptTask = (typeof PROMPT_TASKS)[number];

/** Words for a picture that the assistant is asked to write. */
@Entity('prompts')
@Index('prompts_open', ['createdAt'], { where: `"status" = 'pending'` })
@Index('prompts_photo', ['fileId'], { where: '"file_id" is not null' })
@Index('prompts_owner', ['ownerId'])
@Check('prompts_status', oneOf('status', PROMPT_STATUSES))
@Check('prompts_task', oneOf('task', PROMPT_TASKS))
export class Prompt {
  @PrimaryGeneratedColumn('uuid') id!: string;
  @Column('uuid') ownerId!: string;
  @BigInteger() botId!: number;
  @BigInteger() chatId!: number;
  @Words() task!: PromptTask;
  /** What the person wrote; empty for a photo alone. */
  @Words() words!: string;
  /** In which language a photo is described. */
  @Words() language!: Language;
  @Column('uuid', { nullable: true }) fileId!: string | null;
  @Words({ default: 'pending' }) status!: PromptStatus;
  @Words({ nullable: true }) text!: string | null;
  @Words() traceId!: string;
  @CreatedAt() createdAt!: Date;
  @Instant({ nullable: true }) settledAt!: Date | null;
  @BelongsTo(() => User, 'owner_id') owner?: Relation<User>;
}

import { Column } from 'typeorm';
import { BigInteger, CreatedAt, Instant, Words } from '../columns';

export const WORK_STATUSES = [
  'requested',
  'submitting',
  'submitted',
  'succeeded',
  'failed',
] as const;
/** `submitting` is written before FAL is called: what became of a call that never answered is looked up. */
export type WorkStatus = (typeof WORK_STATUSES)[number];

export const WORK_FAILURES = [
  'bad-photos',
  'content-policy',
  'provider-balance',
  'provider-down',
  'timed-out',
  'outcome-unknown',
  'cancelled',
  'internal',
] as const;
export type WorkFailure = (typeof WORK_FAILURES)[number];

/** What a training and a picture have alike: paid work that FAL does, submitted once. */
export abstract class ProviderWork {
  @BigInteger() botId!: number;
  @BigInteger() chatId!: number;
  @Words({ default: 'requested' }) status!: WorkStatus;
  /** Grows with each submit; a result counts only under the current one. */
  @Column('int', { default: 0 }) attempt!: number;
  @Words({ nullable: true }) endpoint!: string | null;
  @Words({ nullable: true, unique: true }) requestId!: string | null;
  @Column('uuid') holdId!: string;
  @Words({ nullable: true }) failure!: WorkFailure | null;
  @Words() traceId!: string;
  @CreatedAt() createdAt!: Date;
  @Instant({ nullable: true }) submittedAt!: Date | null;
  /** When a sweep looks at it again. */
  @Instant({ default: () => 'now()' }) nextCheckAt!: Date;
  @Instant({ nullable: true }) settledAt!: Date | null;
}

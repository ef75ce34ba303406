import { Check, Column, Entity, Index, PrimaryGeneratedColumn, type Relation } from 'typeorm';
import { BelongsTo, BigInteger, oneOf, Words } from '../columns';
import { User } from './user.entity';

/** What models are called for. */
export const USAGE_PURPOSES = ['transcript', 'answer', 'document', 'prompt', 'voice'] as const;
export type UsagePurpose = (typeof USAGE_PURPOSES)[number];

/** What the calls of one day, person, purpose and model took together. */
@Entity('provider_usage')
@Index('provider_usage_sum', ['ownerId', 'day', 'purpose', 'model'], { unique: true })
@Index('provider_usage_day', ['day'])
@Check('provider_usage_purpose', oneOf('purpose', USAGE_PURPOSES))
export class ProviderUsage {
  @PrimaryGeneratedColumn('uuid') id!: string;
  /** Of UTC, as `2026-11-23`. */
  @Column('date') day!: string;
  /** Null once the person is forgotten: the sum stays. */
  @Column('uuid', { nullable: true }) ownerId!: string | null;
  @Words() purpose!: UsagePurpose;
  @Words() model!: string;
  @Column('integer', { default: 0 }) calls!: number;
  /** How many of the calls are not in `microdollars`, since nobody knows their price. */
  @Column('integer', { default: 0 }) unpriced!: number;
  @BigInteger({ default: 0 }) inputTokens!: number;
  @BigInteger({ default: 0 }) outputTokens!: number;
  @Column('double precision', { default: 0 }) seconds!: number;
  @BigInteger({ default: 0 }) characters!: number;
  @BigInteger({ default: 0 }) microdollars!: number;
  @BelongsTo(() => User, 'owner_id') owner?: Relation<User>;
}

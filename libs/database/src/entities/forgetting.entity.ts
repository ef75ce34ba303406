import { Check, Column, Entity, Index, PrimaryGeneratedColumn, type Relation } from 'typeorm';
import { BelongsTo, BigInteger, CreatedAt, Instant, oneOf, Words } from '../columns';
import { type Language, User } from './user.entity';

/**
 * `erased`: the rows are gone, what lies elsewhere is being deleted; `done`: the receipt is written; `closed`: it was
 * sent, and nothing here leads to the person any more.
 */
export const FORGETTING_STATUSES = ['requested', 'erased', 'done', 'closed'] as const;
export type ForgettingStatus = (typeof FORGETTING_STATUSES)[number];

/**
 * A request at FAL that holds something of a person. `open`: it was at work; `stopped`: it was told to stop, which it
 * need not do, so that it is looked at once more.
 */
export interface FalTrace {
  requestId: string;
  endpoint: string;
  open: boolean;
  stopped?: boolean;
}

/** The deletion of all that is stored of a person. Its id is the number of their receipt. */
@Entity('forgettings')
@Index('forgettings_one_open', ['userId'], {
  unique: true,
  where: `"status" in ('requested', 'erased')`,
})
@Index('forgettings_open', ['requestedAt'], {
  where: `"status" <> 'closed' or "looked_again_at" is null`,
})
@Check('forgettings_status', oneOf('status', FORGETTING_STATUSES))
export class Forgetting {
  @PrimaryGeneratedColumn('uuid') id!: string;
  @Column('uuid') userId!: string;
  /** Where the receipt goes; null where nobody asked: a restored database brought back who was forgotten before. */
  @BigInteger({ nullable: true }) botId!: number | null;
  /** Their private chat, hence their Telegram id. Cleared when it is closed. */
  @BigInteger({ nullable: true }) chatId!: number | null;
  /** Of the receipt: there is no person any more to ask for it. */
  @Words() language!: Language;
  /** By which somebody who comes back is known not to be new. Cleared when it is closed. */
  @Words({ nullable: true }) mark!: string | null;
  @Words({ default: 'requested' }) status!: ForgettingStatus;
  /** How many of what was deleted. */
  @Column('jsonb', { default: {} }) counts!: Record<string, number>;
  /** What FAL is still to delete. */
  @Column('jsonb', { default: [] }) falRequests!: FalTrace[];
  @Words() traceId!: string;
  @CreatedAt() requestedAt!: Date;
  @Instant({ nullable: true }) erasedAt!: Date | null;
  @Instant({ nullable: true }) doneAt!: Date | null;
  @Instant({ nullable: true }) closedAt!: Date | null;
  /** When everything was looked through once more, for what workers left that were at work meanwhile. */
  @Instant({ nullable: true }) lookedAgainAt!: Date | null;
  @BelongsTo(() => User, 'user_id') user?: Relation<User>;
}

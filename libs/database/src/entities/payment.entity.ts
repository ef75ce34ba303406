import {
  Check,
  Column,
  Entity,
  Index,
  PrimaryColumn,
  PrimaryGeneratedColumn,
  type Relation,
  Unique,
} from 'typeorm';
import { BelongsTo, BigInteger, CreatedAt, Instant, oneOf, Words } from '../columns';
import { Invoice, PAYMENT_PROVIDERS, type PaymentProviderName } from './invoice.entity';
import { User } from './user.entity';

/** `refunding`: the credits are taken back, the provider is being asked. */
export const PAYMENT_STATUSES = ['paid', 'refunding', 'refunded'] as const;
export type PaymentStatus = (typeof PAYMENT_STATUSES)[number];

/** Money that came in. A charge of a provider's is one row, however often it is told of. */
@Entity('payments')
@Unique('payments_charge', ['provider', 'chargeId'])
@Index('payments_owner', ['userId', 'paidAt'])
@Index('payments_refunding', ['refundRequestedAt'], { where: `"status" = 'refunding'` })
@Index('payments_unlisted', ['provider', 'botId', 'paidAt'], { where: '"listed_at" is null' })
@Check('payments_provider', oneOf('provider', PAYMENT_PROVIDERS))
@Check('payments_status', oneOf('status', PAYMENT_STATUSES))
@Check('payments_amounts', '"amount" >= 0 and "credits" >= 0')
export class Payment {
  @PrimaryGeneratedColumn('uuid') id!: string;
  /** Who paid, whoever was invited. */
  @Column('uuid') userId!: string;
  @Column('uuid', { nullable: true }) invoiceId!: string | null;
  @Words() provider!: PaymentProviderName;
  /** The provider's id of the charge. */
  @Words() chargeId!: string;
  /** What the bank behind the provider calls it. */
  @Words({ nullable: true }) providerChargeId!: string | null;
  /** In whole units of the currency. */
  @BigInteger() amount!: number;
  @Words() currency!: string;
  /** What was given for it. */
  @BigInteger() credits!: number;
  /** Dropped when the person leaves: then it cannot be refunded any more. */
  @BigInteger({ nullable: true }) payerTelegramId!: number | null;
  @BigInteger() botId!: number;
  @Words({ default: 'paid' }) status!: PaymentStatus;
  @Instant({ default: () => 'clock_timestamp()' }) paidAt!: Date;
  @Instant({ nullable: true }) refundRequestedAt!: Date | null;
  @Instant({ nullable: true }) refundedAt!: Date | null;
  /** Refunds that were begun: each has ledger keys of its own. */
  @Column('int', { default: 0 }) refunds!: number;
  /** How often the provider was asked for the refund in hand. */
  @Column('int', { default: 0 }) refundAttempts!: number;
  @Words({ nullable: true }) refundError!: string | null;
  /** When the provider's own list was seen to hold it. */
  @Instant({ nullable: true }) listedAt!: Date | null;
  /** When operators were told that the list does not hold it. */
  @Instant({ nullable: true }) missedAt!: Date | null;
  @CreatedAt() createdAt!: Date;
  @BelongsTo(() => User, 'user_id') user?: Relation<User>;
  @BelongsTo(() => Invoice, 'invoice_id') invoice?: Relation<Invoice>;
}

/** How far a provider's list of transactions has been read for one bot. */
@Entity('payment_statements')
@Check('payment_statements_provider', oneOf('provider', PAYMENT_PROVIDERS))
export class PaymentStatement {
  @PrimaryColumn('text') provider!: PaymentProviderName;
  @PrimaryColumn('bigint') botId!: number;
  /** Transactions before this one have been read. */
  @BigInteger({ default: 0 }) position!: number;
  /** When it is to be read again, or given up by the process that reads it. */
  @Instant({ default: () => 'now()' }) dueAt!: Date;
  @Instant({ nullable: true }) readAt!: Date | null;
  /** What happened earlier is none of this installation's affairs. */
  @CreatedAt() createdAt!: Date;
}

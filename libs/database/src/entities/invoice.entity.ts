import { Check, Column, Entity, Index, PrimaryGeneratedColumn, type Relation } from 'typeorm';
import { BelongsTo, BigInteger, CreatedAt, Instant, oneOf, Words } from '../columns';
import { User } from './user.entity';

/** Ways to pay. */
export const PAYMENT_PROVIDERS = ['stars'] as const;
export type PaymentProviderName = (typeof PAYMENT_PROVIDERS)[number];

export const INVOICE_STATUSES = ['open', 'paid', 'expired'] as const;
export type InvoiceStatus = (typeof INVOICE_STATUSES)[number];

/** An offer of credits to one person, at the terms of that moment. */
@Entity('invoices')
@Index('invoices_owner', ['userId', 'createdAt'])
@Index('invoices_open', ['createdAt'], { where: `"status" = 'open'` })
@Check('invoices_provider', oneOf('provider', PAYMENT_PROVIDERS))
@Check('invoices_status', oneOf('status', INVOICE_STATUSES))
@Check('invoices_amounts', '"stars" > 0 and "credits" > 0 and "bonus" >= 0')
@Check('invoices_discount', '"discount_percent" between 0 and 99')
export class Invoice {
  @PrimaryGeneratedColumn('uuid') id!: string;
  /** The one who was invited. */
  @Column('uuid') userId!: string;
  @Words() provider!: PaymentProviderName;
  @Words() packageId!: string;
  /** What it costs, the discount taken off. */
  @BigInteger() stars!: number;
  @BigInteger() credits!: number;
  /** Credits on top. */
  @BigInteger({ default: 0 }) bonus!: number;
  @Column('int', { default: 0 }) discountPercent!: number;
  /** The use of a promo code that gave these terms. */
  @Column('uuid', { nullable: true }) promoUseId!: string | null;
  /** Callback data that leads back to what the person was doing. */
  @Words({ nullable: true }) back!: string | null;
  @BigInteger() botId!: number;
  @BigInteger({ nullable: true }) chatId!: number | null;
  @Words({ default: 'open' }) status!: InvoiceStatus;
  @CreatedAt() createdAt!: Date;
  @Instant({ nullable: true }) paidAt!: Date | null;
  @BelongsTo(() => User, 'user_id') user?: Relation<User>;
}

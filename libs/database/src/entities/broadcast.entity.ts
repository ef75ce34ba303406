import { Check, Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';
import { BigInteger, CreatedAt, Instant, oneOf, Words } from '../columns';

/** `held`: it ran when a backup was made that was restored since. */
export const BROADCAST_STATUSES = ['draft', 'running', 'held', 'stopped', 'done'] as const;
export type BroadcastStatus = (typeof BROADCAST_STATUSES)[number];

/** News for everybody who wants to hear them, written by an operator. */
@Entity('broadcasts')
@Index('broadcasts_latest', ['botId', 'createdAt'])
@Index('broadcasts_open', ['botId', 'startedAt'], { where: `"status" = 'running'` })
@Check('broadcasts_status', oneOf('status', BROADCAST_STATUSES))
export class Broadcast {
  @PrimaryGeneratedColumn('uuid') id!: string;
  @BigInteger() botId!: number;
  /** Telegram id of the operator, who sees how it goes. */
  @BigInteger() createdBy!: number;
  /** Telegram's HTML. */
  @Words() textRu!: string;
  @Words() textEn!: string;
  @Words({ default: 'draft' }) status!: BroadcastStatus;
  /** Telegram id of the last person who has a row in the outbox. */
  @BigInteger({ default: 0 }) cursor!: number;
  /** Everybody has a row. */
  @Column('boolean', { default: false }) isListed!: boolean;
  /** How many people there were when it began. */
  @Column('int', { default: 0 }) audience!: number;
  @Column('int', { default: 0 }) queued!: number;
  @Column('int', { default: 0 }) sent!: number;
  @Column('int', { default: 0 }) failed!: number;
  /** How often the operator was told how it goes, and when last. */
  @Column('int', { default: 0 }) told!: number;
  @Instant({ nullable: true }) toldAt!: Date | null;
  @CreatedAt() createdAt!: Date;
  @Instant({ nullable: true }) startedAt!: Date | null;
  @Instant({ nullable: true }) endedAt!: Date | null;
}

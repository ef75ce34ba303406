import { Check, Column, Entity, Generated, Index, PrimaryColumn } from 'typeorm';
import { BigInteger, CreatedAt, Instant, oneOf, Words } from '../columns';

/** `held`: unhandled when a backup was made that was restored since; an operator says what becomes of it. */
export const INBOX_STATUSES = ['pending', 'done', 'quarantined', 'held'] as const;
export type InboxStatus = (typeof INBOX_STATUSES)[number];

/** An update as Telegram gave it, stored before it is confirmed. */
@Entity('inbox_updates')
@Index('inbox_updates_waiting', ['botId', 'chatId', 'seq'], { where: `"status" = 'pending'` })
@Index('inbox_updates_held', ['botId', 'receivedAt'], { where: `"status" = 'held'` })
@Index('inbox_updates_age', ['receivedAt'])
@Check('inbox_updates_status', oneOf('status', INBOX_STATUSES))
export class InboxUpdate {
  @PrimaryColumn('bigint') botId!: number;
  @PrimaryColumn('bigint') updateId!: number;
  /** Updates with the same chat id are handled in order; 0 where an update belongs to no chat. */
  @BigInteger() chatId!: number;
  @BigInteger() @Generated('increment') seq!: number;
  /** The raw update: what could not be understood today may be tomorrow. */
  @Column('text') payload!: string;
  @Words({ default: 'pending' }) status!: InboxStatus;
  @Column('int', { default: 0 }) attempts!: number;
  @Words({ nullable: true }) lastError!: string | null;
  @Words() traceId!: string;
  @CreatedAt() receivedAt!: Date;
  @Instant({ nullable: true }) doneAt!: Date | null;
}

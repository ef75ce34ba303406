import { Check, Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';
import type { Notice } from '@aisha/contracts';
import { BigInteger, CreatedAt, Instant, oneOf, Words } from '../columns';

/** `held`: unsent when a backup was made that was restored since; an operator says what becomes of it. */
export const OUTBOUND_STATUSES = [
  'pending',
  'sending',
  'sent',
  'failed',
  'undeliverable',
  'held',
] as const;
export type OutboundStatus = (typeof OUTBOUND_STATUSES)[number];

/** Answers and results go to a `person` before anything that goes to many (`bulk`). */
export const OUTBOUND_LANES = ['person', 'bulk'] as const;
export type OutboundLane = (typeof OUTBOUND_LANES)[number];

/** A message to a person, stored before it is sent. */
@Entity('outbound_messages')
@Index('outbound_messages_waiting', ['botId', 'chatId', 'seq'], {
  unique: true,
  where: `"status" in ('pending', 'sending')`,
})
@Index('outbound_messages_held', ['botId', 'createdAt'], { where: `"status" = 'held'` })
@Index('outbound_messages_kept', ['botId', 'chatId'], { where: `"status" = 'undeliverable'` })
@Index('outbound_messages_unshown', ['botId', 'chatId'], {
  where: `"telegram_message_id" is null and "status" in ('sent', 'failed')`,
})
@Index('outbound_messages_slot', ['botId', 'chatId', 'slot'], { where: '"slot" is not null' })
@Index('outbound_messages_shown', ['botId', 'chatId', 'telegramMessageId'], {
  where: '"telegram_message_id" is not null',
})
@Check('outbound_messages_status', oneOf('status', OUTBOUND_STATUSES))
@Check('outbound_messages_lane', oneOf('lane', OUTBOUND_LANES))
export class OutboundMessage {
  @PrimaryGeneratedColumn('uuid') id!: string;
  @BigInteger() botId!: number;
  @BigInteger() chatId!: number;
  @BigInteger() seq!: number;
  /** Says what this message is about; a second row with the same key is never made. */
  @Words({ unique: true }) key!: string;
  @Column('jsonb') notice!: Notice;
  /** Messages of one slot take each other's place by an edit. */
  @Words({ nullable: true }) slot!: string | null;
  /** The message whose button was pressed, to be edited in place. */
  @BigInteger({ nullable: true }) editMessageId!: number | null;
  @Words({ default: 'person' }) lane!: OutboundLane;
  /** Parts of a long message that Telegram has already taken: a second try goes on behind them. */
  @Column('int', { default: 0 }) partsSent!: number;
  @Words({ default: 'pending' }) status!: OutboundStatus;
  @Column('int', { default: 0 }) attempts!: number;
  @Instant({ default: () => 'now()' }) notBefore!: Date;
  @BigInteger({ nullable: true }) telegramMessageId!: number | null;
  /** The process that sends it, and until when it is trusted without a sign of life. */
  @Words({ nullable: true }) sender!: string | null;
  @Instant({ nullable: true }) claimedUntil!: Date | null;
  /** Of a held one: when an operator said that it may go. It does so when bulk has room for it. */
  @Instant({ nullable: true }) releasedAt!: Date | null;
  @Words({ nullable: true }) lastError!: string | null;
  @Words() traceId!: string;
  @CreatedAt() createdAt!: Date;
  @Instant({ nullable: true }) sentAt!: Date | null;
}

/** Telegram's file id of an object that was sent before: sending it again costs no upload. */
@Entity('sent_files')
export class SentFile {
  @Column('bigint', { primary: true }) botId!: number;
  @Column('text', { primary: true }) objectKey!: string;
  @Words() telegramFileId!: string;
  @Instant({ default: () => 'now()' }) sentAt!: Date;
}

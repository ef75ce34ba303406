import { Entity, PrimaryColumn } from 'typeorm';
import { BigInteger, Instant } from '../columns';

/** A chat with one bot: the counter that orders what is sent to it, and whether it can be reached. */
@Entity('chats')
export class Chat {
  @PrimaryColumn('bigint') botId!: number;
  @PrimaryColumn('bigint') chatId!: number;
  @BigInteger({ default: 0 }) outSeq!: number;
  @Instant({ nullable: true }) undeliverableSince!: Date | null;
}

import { Entity, PrimaryColumn } from 'typeorm';
import { BigInteger, Instant } from '../columns';

/** A chat with one bot: the counter that orders what is sent to it, and whether it can be reached. */
@Entity('chats')
export class Chat {
  @PrimaryColumn('bigint') botId!: number;
  @PrimaryColumn('bigint') chatId!: number;
  @BigInteger({ default: 0 }) outSeq!: number;
  /** A group that became a supergroup has a new id; what is sent to the old one goes there. */
  @BigInteger({ nullable: true }) migratedTo!: number | null;
  @Instant({ nullable: true }) undeliverableSince!: Date | null;
}

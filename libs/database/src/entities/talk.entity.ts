import { Column, Entity, PrimaryColumn } from 'typeorm';
import { Instant } from '../columns';

/** What the assistant remembers of a chat beside the answers themselves. */
@Entity('talks')
export class Talk {
  @PrimaryColumn('bigint') botId!: number;
  @PrimaryColumn('bigint') chatId!: number;
  /** Nothing from before is shown to the model. */
  @Instant({ default: () => 'clock_timestamp()' }) beganAt!: Date;
  /** What was said up to then, in the model's words. */
  @Column('text', { nullable: true }) summary!: string | null;
  /** When the last question that the summary holds was asked. */
  @Instant({ nullable: true }) summarisedUntil!: Date | null;
}

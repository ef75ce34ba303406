import { GROUP_TRANSCRIBES, type GroupTranscribes } from '@aisha/contracts';
import { Check, Column, Entity, Index, PrimaryColumn, type Relation } from 'typeorm';
import { BelongsTo, BigInteger, CreatedAt, Instant, oneOf, Words } from '../columns';
import { User } from './user.entity';

/** A question or a recording that somebody gave the bot in a group: who is answered, and under which message. */
@Entity('group_requests')
@Index('group_requests_owner', ['ownerId'])
export class GroupRequest {
  /** The answer or the transcript. */
  @PrimaryColumn('uuid') subjectId!: string;
  @Column('uuid') ownerId!: string;
  /** Telegram's id of the message in the group. */
  @BigInteger() messageId!: number;
  @CreatedAt() createdAt!: Date;
  @BelongsTo(() => User, 'owner_id') owner?: Relation<User>;
}

/** What the administrators of a group chose. A group without a row has the defaults. */
@Entity('chat_settings')
@Index('chat_settings_wanted', ['wantedAt'], { where: '"wanted" is not null' })
@Index('chat_settings_updated_by', ['updatedBy'])
@Index('chat_settings_wanted_by', ['wantedBy'])
@Check('chat_settings_transcribe', oneOf('transcribe', GROUP_TRANSCRIBES))
@Check('chat_settings_wanted_word', oneOf('wanted', GROUP_TRANSCRIBES))
export class ChatSettings {
  @PrimaryColumn('bigint') botId!: number;
  @PrimaryColumn('bigint') chatId!: number;
  @Words({ default: 'on-reply' }) transcribe!: GroupTranscribes;
  @Column('uuid', { nullable: true }) updatedBy!: string | null;
  /** What somebody pressed, until Telegram has said whether they are an administrator. */
  @Words({ nullable: true }) wanted!: GroupTranscribes | null;
  @Column('uuid', { nullable: true }) wantedBy!: string | null;
  @Instant({ nullable: true }) wantedAt!: Date | null;
  @CreatedAt() createdAt!: Date;
  @BelongsTo(() => User, 'updated_by') updater?: Relation<User>;
  @BelongsTo(() => User, 'wanted_by') wanter?: Relation<User>;
}

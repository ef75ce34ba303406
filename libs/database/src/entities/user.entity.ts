import { type Persona, PERSONAS, VOICE_MODES, type VoiceMode } from '@aisha/contracts';
import { Check, Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import { BigInteger, CreatedAt, Instant, oneOf, Words } from '../columns';

export const LANGUAGES = ['ru', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];

export { VOICE_MODES, type VoiceMode };

/**
 * A person who wrote to the bot. Of one who left only this row stays, without a name and without Telegram's id, as
 * the owner of accounts in the ledger that nobody can be traced by.
 */
@Entity('users')
@Check('users_voice_mode', oneOf('voice_mode', VOICE_MODES))
@Check('users_persona', oneOf('persona', PERSONAS))
@Check('users_identified', '"telegram_id" is not null or "leaving_at" is not null')
export class User {
  @PrimaryGeneratedColumn('uuid') id!: string;
  @BigInteger({ unique: true, nullable: true }) telegramId!: number | null;
  @Words() firstName!: string;
  @Words({ nullable: true }) username!: string | null;
  /** Of their app. */
  @Words() language!: Language;
  /** What they chose instead. */
  @Words({ nullable: true }) chosenLanguage!: Language | null;
  /** IANA name; Telegram tells none. */
  @Words({ default: 'UTC' }) timeZone!: string;
  /** Wants to hear news, which go to everybody. */
  @Column('boolean', { default: true }) news!: boolean;
  /** Messages ring. */
  @Column('boolean', { default: true }) sound!: boolean;
  /** What they get for a recording. */
  @Words({ default: 'both' }) voiceMode!: VoiceMode;
  /** ISO 639-1: what they speak in recordings; without it the model detects it. */
  @Words({ nullable: true }) speechLanguage!: string | null;
  /** As whom the assistant answers them. */
  @Words({ default: 'assistant' }) persona!: Persona;
  /** When they agreed to what is stored of their photos. */
  @Instant({ nullable: true }) consentedAt!: Date | null;
  @Instant({ nullable: true }) bannedAt!: Date | null;
  /** When they asked to be forgotten. */
  @Instant({ nullable: true }) leavingAt!: Date | null;
  @CreatedAt() createdAt!: Date;
}

import { Entity, PrimaryGeneratedColumn } from 'typeorm';
import { BigInteger, CreatedAt, Words } from '../columns';

export type Language = 'ru' | 'en';

/** A person who wrote to the bot. */
@Entity('users')
export class User {
  @PrimaryGeneratedColumn('uuid') id!: string;
  @BigInteger({ unique: true }) telegramId!: number;
  @Words() firstName!: string;
  @Words({ nullable: true }) username!: string | null;
  @Words() language!: Language;
  @CreatedAt() createdAt!: Date;
}

import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import { Instant } from '../columns';

/** That a backup was restored, and what was held back because it may have happened since the backup was made. */
@Entity('restores')
export class Restore {
  @PrimaryGeneratedColumn('uuid') id!: string;
  @Instant({ default: () => 'clock_timestamp()' }) restoredAt!: Date;
  @Column('int') messages!: number;
  /** Chats that these messages are for. */
  @Column('int') people!: number;
  @Column('int') updates!: number;
  @Column('int') broadcasts!: number;
  /** When operators were told of it. */
  @Instant({ nullable: true }) toldAt!: Date | null;
}

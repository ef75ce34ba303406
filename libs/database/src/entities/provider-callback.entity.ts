import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import { CreatedAt, Words } from '../columns';

/** A callback of FAL that was verified; kept once for each request. */
@Entity('provider_callbacks')
export class ProviderCallback {
  @PrimaryGeneratedColumn('uuid') id!: string;
  @Words({ unique: true }) requestId!: string;
  @Words() subject!: 'training' | 'image';
  @Column('uuid') subjectId!: string;
  @Column('int') attempt!: number;
  @CreatedAt() receivedAt!: Date;
}

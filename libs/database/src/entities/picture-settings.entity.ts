import { Column, Entity, PrimaryColumn, UpdateDateColumn, type Relation } from 'typeorm';
import type { AspectRatio, PictureQuality } from '@aisha/contracts';
import { BelongsTo, BigInteger, Words } from '../columns';
import { User } from './user.entity';

/** What a person chose for their last pictures: the next order begins with it. */
@Entity('picture_settings')
export class PictureSettings {
  @PrimaryColumn('uuid') ownerId!: string;
  @Words({ default: '1:1' }) aspectRatio!: AspectRatio;
  @Column('int', { default: 1 }) count!: number;
  @Words({ default: 'balanced' }) quality!: PictureQuality;
  @Column('boolean', { default: false }) enhance!: boolean;
  /** What each order begins with, in place of the last one's. */
  @Words({ nullable: true }) defaultRatio!: AspectRatio | null;
  /** A prompt is drawn at once. */
  @Column('boolean', { default: false }) quick!: boolean;
  /** Of the last order, for those who want the same chance again. */
  @BigInteger({ nullable: true }) lastSeed!: number | null;
  @UpdateDateColumn({ type: 'timestamptz' }) updatedAt!: Date;
  @BelongsTo(() => User, 'owner_id') owner?: Relation<User>;
}

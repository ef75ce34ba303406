import { Check, Column, Entity, Index, PrimaryGeneratedColumn, type Relation } from 'typeorm';
import { BelongsTo, BigInteger, CreatedAt, Instant, oneOf, Words } from '../columns';
import { User } from './user.entity';

export const EXPORT_STATUSES = ['requested', 'ready', 'failed'] as const;
export type ExportStatus = (typeof EXPORT_STATUSES)[number];

/** All that is stored of a person as zip volumes, for them to take along. */
@Entity('exports')
@Index('exports_one_open', ['ownerId'], { unique: true, where: `"status" = 'requested'` })
@Index('exports_owner', ['ownerId', 'createdAt'])
@Index('exports_open', ['createdAt'], { where: `"status" = 'requested'` })
@Check('exports_status', oneOf('status', EXPORT_STATUSES))
export class Export {
  @PrimaryGeneratedColumn('uuid') id!: string;
  @Column('uuid') ownerId!: string;
  @BigInteger() botId!: number;
  @BigInteger() chatId!: number;
  @Words({ default: 'requested' }) status!: ExportStatus;
  /** Grows with each try to pack; a result counts only under the current one. */
  @Column('int', { default: 0 }) attempt!: number;
  /** Object keys, in order. */
  @Column('text', { array: true, default: '{}' }) volumes!: string[];
  /** Files that there was no room for. */
  @Column('int', { default: 0 }) leftOut!: number;
  @Words() traceId!: string;
  @CreatedAt() createdAt!: Date;
  @Instant({ nullable: true }) settledAt!: Date | null;
  @BelongsTo(() => User, 'owner_id') owner?: Relation<User>;
}

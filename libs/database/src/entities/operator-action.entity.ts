import { Column, Entity, Index, PrimaryGeneratedColumn, type Relation } from 'typeorm';
import { BelongsTo, BigInteger, CreatedAt, Words } from '../columns';
import { User } from './user.entity';

/** What an operator did, written with its effect. Append-only by a trigger, but that `reason` may be cleared. */
@Entity('operator_actions')
@Index('operator_actions_about', ['subjectUserId'], { where: '"subject_user_id" is not null' })
export class OperatorAction {
  @PrimaryGeneratedColumn('uuid') id!: string;
  @BigInteger() operatorTelegramId!: number;
  @Words() action!: string;
  @Column('uuid', { nullable: true }) subjectUserId!: string | null;
  /** What it was done to, where that is no person: an id or a key of ours. */
  @Words({ nullable: true }) subject!: string | null;
  @Column('jsonb', { default: {} }) details!: Record<string, unknown>;
  /** In the operator's own words, so it goes when the person goes. */
  @Words({ nullable: true }) reason!: string | null;
  @CreatedAt() createdAt!: Date;
  @BelongsTo(() => User, 'subject_user_id') subjectUser?: Relation<User>;
}

/** What an operator is about to do, until it is confirmed or given up: then the row is gone. */
@Entity('operator_wishes')
@Index('operator_wishes_of', ['operatorTelegramId', 'createdAt'])
@Index('operator_wishes_about', ['subjectUserId'])
export class OperatorWish {
  @PrimaryGeneratedColumn('uuid') id!: string;
  @BigInteger() operatorTelegramId!: number;
  @Words() action!: string;
  @Column('uuid', { nullable: true }) subjectUserId!: string | null;
  @Column('jsonb', { default: {} }) details!: Record<string, unknown>;
  @Words({ nullable: true }) reason!: string | null;
  @CreatedAt() createdAt!: Date;
  @BelongsTo(() => User, 'subject_user_id') subjectUser?: Relation<User>;
}

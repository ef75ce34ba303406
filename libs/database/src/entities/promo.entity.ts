import { Check, Column, Entity, Index, PrimaryGeneratedColumn, type Relation } from 'typeorm';
import { BelongsTo, BigInteger, CreatedAt, Instant, oneOf, Words } from '../columns';
import { User } from './user.entity';

export const PROMO_KINDS = ['balance', 'bonus', 'discount'] as const;
export type PromoKind = (typeof PROMO_KINDS)[number];

/**
 * `waiting`: for the next top-up; `expired` and `replaced` were given back; `earlier`: of a person who had left and
 * came back, so that it still counts.
 */
export const PROMO_USE_STATUSES = ['applied', 'waiting', 'expired', 'replaced', 'earlier'] as const;
export type PromoUseStatus = (typeof PROMO_USE_STATUSES)[number];

/** A word that is worth something. */
@Entity('promo_codes')
@Check('promo_codes_kind', oneOf('kind', PROMO_KINDS))
export class PromoCode {
  @PrimaryGeneratedColumn('uuid') id!: string;
  /** In upper case. */
  @Words({ unique: true }) code!: string;
  @Words() kind!: PromoKind;
  /** Credits of a `balance` code. */
  @BigInteger({ nullable: true }) amount!: number | null;
  /** Of a top-up's credits that come on top (`bonus`), or of its Stars that need not be paid (`discount`). */
  @Column('int', { nullable: true }) percent!: number | null;
  /** Null: as many as there are people. */
  @Column('int', { nullable: true }) maxUses!: number | null;
  @Column('int', { default: 0 }) uses!: number;
  @Column('int', { default: 1 }) perPerson!: number;
  @Instant({ default: () => 'clock_timestamp()' }) validFrom!: Date;
  @Instant({ nullable: true }) validUntil!: Date | null;
  @Column('boolean', { default: true }) active!: boolean;
  /** Telegram id of the operator. */
  @BigInteger() createdBy!: number;
  @CreatedAt() createdAt!: Date;
}

/** That a person used a code. */
@Entity('promo_uses')
@Check('promo_uses_status', oneOf('status', PROMO_USE_STATUSES))
@Index('promo_uses_one_waiting', ['userId'], { unique: true, where: `"status" = 'waiting'` })
@Index('promo_uses_of_person', ['userId', 'promoCodeId'])
@Index('promo_uses_of_code', ['promoCodeId'])
@Index('promo_uses_overdue', ['usedAt'], { where: `"status" = 'waiting'` })
export class PromoUse {
  @PrimaryGeneratedColumn('uuid') id!: string;
  @Column('uuid') promoCodeId!: string;
  @Column('uuid') userId!: string;
  @Words() status!: PromoUseStatus;
  @Instant({ default: () => 'clock_timestamp()' }) usedAt!: Date;
  @Instant({ nullable: true }) appliedAt!: Date | null;
  /** The top-up that it went into. */
  @Column('uuid', { nullable: true }) paymentId!: string | null;
  @BelongsTo(() => PromoCode, 'promo_code_id') code?: Relation<PromoCode>;
  @BelongsTo(() => User, 'user_id') user?: Relation<User>;
}

/** A guess that was wrong. */
@Entity('promo_tries')
@Index('promo_tries_of_person', ['userId', 'triedAt'])
@Index('promo_tries_old', ['triedAt'])
export class PromoTry {
  @PrimaryGeneratedColumn('uuid') id!: string;
  @Column('uuid') userId!: string;
  @Instant({ default: () => 'clock_timestamp()' }) triedAt!: Date;
  @BelongsTo(() => User, 'user_id') user?: Relation<User>;
}

import { Check, Column, Entity, Index, PrimaryColumn, type Relation } from 'typeorm';
import { BelongsTo, CreatedAt, Instant } from '../columns';
import { User } from './user.entity';

/** What stands in a person's invitation link. */
@Entity('referral_codes')
export class ReferralCode {
  @PrimaryColumn('text') code!: string;
  @Column('uuid', { unique: true }) userId!: string;
  @CreatedAt() createdAt!: Date;
  @BelongsTo(() => User, 'user_id') user?: Relation<User>;
}

/** Who came by whose invitation. */
@Entity('referrals')
@Check('referrals_of_another', '"invitee_id" <> "inviter_id"')
@Index('referrals_of_inviter', ['inviterId', 'rewardedAt'])
export class Referral {
  @PrimaryColumn('uuid') inviteeId!: string;
  @Column('uuid') inviterId!: string;
  @CreatedAt() createdAt!: Date;
  /** When the invited one paid for the first time: the moment at which a reward is decided about. */
  @Instant({ nullable: true }) paidAt!: Date | null;
  @Instant({ nullable: true }) rewardedAt!: Date | null;
  /** What the inviter got, in credits. */
  @Column('int', { nullable: true }) reward!: number | null;
  @BelongsTo(() => User, 'invitee_id') invitee?: Relation<User>;
  @BelongsTo(() => User, 'inviter_id') inviter?: Relation<User>;
}

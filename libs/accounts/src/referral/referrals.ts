import { randomInt } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Database, Referral, ReferralCode } from '@aisha/database';
import { Departures } from '../departure/departures';
import { Ledger } from '../ledger';
import { REWARDS } from '../prices';
import { type User, Users } from '../users';

/** Without letters that look alike. 31^8 codes: nobody finds somebody else's by trying. */
const ALPHABET = '23456789abcdefghjkmnpqrstuvwxyz';
const LENGTH = 8;
const CODE = new RegExp(`^[${ALPHABET}]{${LENGTH}}$`);
/** More friends who pay within a month are a trade, not an invitation. */
export const MAX_REWARDS = 20;
const REWARDS_DAYS = 30;

/** How a person's invitations fared. */
export interface Invitations {
  /** People who came. */
  came: number;
  /** Credits that came of it. */
  earned: number;
}
/** An inviter who got their reward; `telegramId` to tell them. */
export interface InviterRewarded {
  inviterId: string;
  telegramId: number;
  credits: number;
}

/** Invitations by link: rewards for who comes and for who brought them. */
@Injectable()
export class Referrals {
  constructor(
    private readonly database: Database,
    private readonly ledger: Ledger,
    private readonly users: Users,
    private readonly departures: Departures,
  ) {}

  /** What stands in a person's link, made at the first ask. */
  async codeOf(userId: string): Promise<string> {
    const codes = this.database.repository(ReferralCode);
    const known = await codes.findOneBy({ userId });
    if (known) return known.code;
    const code = Array.from({ length: LENGTH }, () => ALPHABET[randomInt(ALPHABET.length)]).join(
      '',
    );
    await this.database.query(
      'insert into referral_codes (code, user_id) values ($1, $2) on conflict do nothing',
      [code, userId],
    );
    return (await codes.findOneByOrFail({ userId })).code;
  }

  /**
   * Somebody came by a link. It counts only in the transaction that registers them, so for nobody who was here
   * before, themselves included, and for nobody who left and came back.
   * @returns credits that they got, 0 where the link does not count
   */
  async accept(user: User, code: string): Promise<number> {
    if (!CODE.test(code) || !this.users.isNew(user)) return 0;
    if (await this.departures.of(user.telegramId)) return 0;
    return this.database.transaction(async () => {
      const rows = await this.database.query(
        `insert into referrals (invitee_id, inviter_id)
         select $1, u.id from referral_codes c join users u on u.id = c.user_id
         where c.code = $2 and u.id <> $1 and u.banned_at is null and u.leaving_at is null
         on conflict (invitee_id) do nothing returning 1`,
        [user.id, code],
      );
      if (rows.length === 0) return 0;
      const amount = REWARDS.invitee;
      const key = `invitee-${user.id}`;
      await this.ledger.credit('referral', { userId: user.id, amount, key, subject: 'referral' });
      return amount;
    });
  }

  /**
   * Somebody paid, inside the transaction that credits it: at their first payment the one who invited them is rewarded.
   * @returns null where nobody is
   */
  async onPayment(userId: string): Promise<InviterRewarded | null> {
    return this.database.transaction(async () => {
      const [referral] = await this.database.query<{ inviter_id: string }>(
        `update referrals set paid_at = now() where invitee_id = $1 and paid_at is null
         returning inviter_id`,
        [userId],
      );
      if (!referral) return null;
      const { inviter_id: inviterId } = referral;
      const telegramId = await this.lockInviter(inviterId);
      if (telegramId === null || (await this.recentRewards(inviterId)) >= MAX_REWARDS) return null;
      const credits = REWARDS.inviter;
      await this.database
        .repository(Referral)
        .update({ inviteeId: userId }, { rewardedAt: new Date(), reward: credits });
      const key = `inviter-${userId}`;
      const movement = { userId: inviterId, amount: credits, key, subject: 'referral' };
      await this.ledger.credit('referral', movement);
      return { inviterId, telegramId, credits };
    });
  }

  async of(userId: string): Promise<Invitations> {
    const [row] = await this.database.query<{ came: string; earned: string }>(
      `select count(*) as came, coalesce(sum(reward), 0) as earned from referrals
       where inviter_id = $1`,
      [userId],
    );
    return { came: Number(row!.came), earned: Number(row!.earned) };
  }

  /** Rewards of one inviter queue up from here. @returns null for one who is banned or gone */
  private async lockInviter(id: string): Promise<number | null> {
    const [row] = await this.database.query<{ telegram_id: string | null }>(
      `select telegram_id from users
       where id = $1 and banned_at is null and leaving_at is null for no key update`,
      [id],
    );
    return row?.telegram_id ? Number(row.telegram_id) : null;
  }

  private async recentRewards(inviterId: string): Promise<number> {
    const [row] = await this.database.query<{ count: string }>(
      `select count(*) from referrals
       where inviter_id = $1 and rewarded_at > clock_timestamp() - $2 * interval '1 day'`,
      [inviterId, REWARDS_DAYS],
    );
    return Number(row!.count);
  }
}

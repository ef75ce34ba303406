import { Injectable } from '@nestjs/common';
import { Database, PromoCode, PromoTry, PromoUse, type PromoUseStatus } from '@aisha/database';
import { In } from 'typeorm';

/** A code waits this long for the top-up that it is for. */
export const WAITING_DAYS = 7;
/** An invoice that was shown at the last moment is still paid at the price that it names. */
const GRACE_HOURS = 1;
const OVERDUE_BATCH = 200;
/** Somebody who mistypes has enough tries; guessing three letters takes years. */
export const MAX_TRIES = 5;
const TRIES_HOURS = 1;

/** The rows of codes that are used: each method is a step of one transaction. */
@Injectable()
export class PromoUses {
  constructor(private readonly database: Database) {}

  /** Wishes of one person queue up from here to the commit. */
  async lockPerson(userId: string): Promise<void> {
    await this.database.query('select 1 from users where id = $1 for no key update', [userId]);
  }

  /** How long a person who guessed too often has to wait, in milliseconds; 0: not at all. */
  async waitMs(userId: string): Promise<number> {
    const [row] = await this.database.query<{ wait: string | null }>(
      `select extract(epoch from tried_at + $3 * interval '1 hour' - clock_timestamp()) * 1000 as wait
       from promo_tries where user_id = $1 and tried_at > clock_timestamp() - $3 * interval '1 hour'
       order by tried_at desc offset $2 limit 1`,
      [userId, MAX_TRIES - 1, TRIES_HOURS],
    );
    return Math.max(Math.ceil(Number(row?.wait ?? 0)), 0);
  }

  async noteTry(userId: string): Promise<void> {
    await this.database.repository(PromoTry).insert({ userId });
  }

  /**
   * Locks a code, and with it the one that this person has waiting: always in the order of their ids, so that people
   * who change codes at the same time wait for each other and never around.
   */
  async lockCode(code: string, userId: string): Promise<PromoCode | undefined> {
    const rows = await this.database
      .repository(PromoCode)
      .createQueryBuilder('promo')
      .where(
        `promo.code = :code or promo.id in
           (select promo_code_id from promo_uses where user_id = :userId and status = 'waiting')`,
        { code, userId },
      )
      .orderBy('promo.id')
      .setLock('pessimistic_write')
      .getMany();
    return rows.find((row) => row.code === code);
  }

  /** Uses of a code by one person that count. */
  countOf(promoCodeId: string, userId: string): Promise<number> {
    const status = In<PromoUseStatus>(['applied', 'waiting', 'earlier']);
    return this.database.repository(PromoUse).countBy({ promoCodeId, userId, status });
  }

  waitingOf(userId: string): Promise<PromoUse | null> {
    return this.database
      .repository(PromoUse)
      .findOne({ where: { userId, status: 'waiting' }, relations: { code: true } });
  }

  /** @returns id of the use */
  async add(promoCodeId: string, userId: string, status: 'applied' | 'waiting'): Promise<string> {
    await this.database.query('update promo_codes set uses = uses + 1 where id = $1', [
      promoCodeId,
    ]);
    const [row] = await this.database.query<{ id: string }>(
      `insert into promo_uses (promo_code_id, user_id, status, applied_at)
       values ($1, $2, $3, case when $3 = 'applied' then clock_timestamp() end) returning id`,
      [promoCodeId, userId, status],
    );
    return row!.id;
  }

  /** Ends a use that waits, so that its code can be used once more. @returns false when it does not wait any longer */
  async giveBack({ id, promoCodeId }: PromoUse, why: 'expired' | 'replaced'): Promise<boolean> {
    const { affected } = await this.database
      .repository(PromoUse)
      .update({ id, status: 'waiting' }, { status: why });
    if (affected === 0) return false;
    await this.database.query('update promo_codes set uses = uses - 1 where id = $1', [
      promoCodeId,
    ]);
    return true;
  }

  /** Puts what waits into a top-up. @returns false when it does not wait any longer */
  async apply(id: string, paymentId: string): Promise<boolean> {
    const { affected } = await this.database
      .repository(PromoUse)
      .update({ id, status: 'waiting' }, { status: 'applied', paymentId, appliedAt: new Date() });
    return affected === 1;
  }

  /** Gives back what waited for too long, and forgets old guesses. */
  async tidy(): Promise<void> {
    const overdue = await this.database.query<{ id: string; promoCodeId: string }>(
      `select id, promo_code_id as "promoCodeId" from promo_uses where status = 'waiting'
         and used_at < clock_timestamp() - $1 * interval '1 day' - $2 * interval '1 hour'
       order by used_at limit $3`,
      [WAITING_DAYS, GRACE_HOURS, OVERDUE_BATCH],
    );
    for (const use of overdue) {
      await this.database.transaction(async () => {
        // The code before the use, as where codes are redeemed.
        await this.database.query('select 1 from promo_codes where id = $1 for update', [
          use.promoCodeId,
        ]);
        await this.giveBack(use as PromoUse, 'expired');
      });
    }
    await this.database.query(
      `delete from promo_tries where tried_at < clock_timestamp() - $1 * interval '1 hour'`,
      [TRIES_HOURS],
    );
  }
}

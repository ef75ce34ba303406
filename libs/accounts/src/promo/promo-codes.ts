import { Injectable } from '@nestjs/common';
import { Database, PromoCode, type PromoKind } from '@aisha/database';

/** A code as an operator wants it. */
export interface NewPromo {
  code: string;
  kind: PromoKind;
  /** Credits of a `balance` code, above 0. */
  amount?: number;
  /** Of a `bonus` code 1 to 1000, of a `discount` 1 to 99. */
  percent?: number;
  /** Without it there is no limit. */
  maxUses?: number;
  perPerson?: number;
  validFrom?: Date;
  validUntil?: Date;
  /** Telegram id of the operator. */
  createdBy: number;
}
/** `invalid`: a code of other than 3 to 32 letters, digits, `_` and `-`, or a worth out of bounds. */
export type PromoMade = { outcome: 'created'; promo: PromoCode } | { outcome: 'taken' | 'invalid' };

const CODE = /^[\p{L}\p{N}_-]{3,32}$/u;
/** Postgres's integer; credits are far below. */
const MOST = 2_147_483_647;

/** A code as it is stored, however it was typed. */
export const normalCode = (text: string): string =>
  text.normalize('NFKC').replace(/\s+/g, '').toUpperCase();

/** Codes as operators keep them. */
@Injectable()
export class PromoCodes {
  constructor(private readonly database: Database) {}

  async create({ code, ...wish }: NewPromo): Promise<PromoMade> {
    const promo = { ...wish, code: normalCode(code) };
    if (!isValid(promo)) return { outcome: 'invalid' };
    const { identifiers } = await this.rows
      .createQueryBuilder()
      .insert()
      .values(promo)
      .orIgnore()
      .returning('id')
      .execute();
    const id = (identifiers[0] as { id?: string } | undefined)?.id;
    const made = id === undefined ? null : await this.rows.findOneBy({ id });
    return made ? { outcome: 'created', promo: made } : { outcome: 'taken' };
  }

  /** The newest first. @param page from 0 */
  list(page = 0, size = 10): Promise<PromoCode[]> {
    return this.rows.find({
      order: { createdAt: 'DESC', id: 'DESC' },
      skip: page * size,
      take: size,
    });
  }

  find(id: string): Promise<PromoCode | null> {
    return this.rows.findOneBy({ id });
  }

  /** Nobody can use it from now on; what waits for a top-up goes on waiting. @returns false when it was so before */
  async deactivate(id: string): Promise<boolean> {
    const { affected } = await this.rows.update({ id, active: true }, { active: false });
    return affected === 1;
  }

  private get rows() {
    return this.database.repository(PromoCode);
  }
}

function isValid({
  code,
  kind,
  amount,
  percent,
  maxUses,
  perPerson,
  validFrom,
  validUntil,
}: NewPromo): boolean {
  const worth =
    kind === 'balance'
      ? percent === undefined && isWithin(amount, MOST)
      : amount === undefined && isWithin(percent, kind === 'bonus' ? 1_000 : 99);
  const bounds = [maxUses, perPerson].every(
    (bound) => bound === undefined || isWithin(bound, MOST),
  );
  const dates = !validUntil || validUntil > (validFrom ?? new Date());
  return CODE.test(code) && worth && bounds && dates;
}

const isWithin = (value: number | undefined, most: number): boolean =>
  value !== undefined && Number.isInteger(value) && value >= 1 && value <= most;

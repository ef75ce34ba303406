import { Injectable } from '@nestjs/common';
import { Database, type PromoCode } from '@aisha/database';
import { Ledger } from '../ledger';
import { type NewPromo, normalCode, PromoCodes, type PromoMade } from './promo-codes';
import { PromoUses, WAITING_DAYS } from './promo-uses';

/** Why a code is not taken. */
export type PromoRefusal =
  'unknown' | 'inactive' | 'not-yet' | 'expired' | 'already-used' | 'used-up';
/** What came of a code that somebody typed. */
export type Redeemed =
  | { outcome: 'credited'; credits: number }
  | { outcome: 'waiting'; kind: 'bonus' | 'discount'; percent: number }
  | { outcome: PromoRefusal }
  | { outcome: 'too-many-tries'; waitMs: number };

/** What the next top-up of a person is worth more. */
export interface TopupPromo {
  promoUseId: string;
  kind: 'bonus' | 'discount';
  percent: number;
}

/** Promo codes: made by operators, redeemed by people, put into top-ups. */
@Injectable()
export class Promos {
  constructor(
    private readonly database: Database,
    private readonly ledger: Ledger,
    private readonly codes: PromoCodes,
    private readonly uses: PromoUses,
  ) {}

  create(promo: NewPromo): Promise<PromoMade> {
    return this.codes.create(promo);
  }

  list(page?: number, size?: number): Promise<PromoCode[]> {
    return this.codes.list(page, size);
  }

  find(id: string): Promise<PromoCode | null> {
    return this.codes.find(id);
  }

  deactivate(id: string): Promise<boolean> {
    return this.codes.deactivate(id);
  }

  /**
   * Uses a code for a person: credits come at once, a bonus or a discount waits for the next top-up, in place of one
   * that waited before. Limits hold however many ask at the same time.
   */
  async redeem(userId: string, text: string): Promise<Redeemed> {
    return this.database.transaction(async () => {
      await this.uses.lockPerson(userId);
      const waitMs = await this.uses.waitMs(userId);
      if (waitMs > 0) return { outcome: 'too-many-tries', waitMs };
      const promo = await this.uses.lockCode(normalCode(text), userId);
      if (!promo) {
        await this.uses.noteTry(userId);
        return { outcome: 'unknown' };
      }
      const refusal = await this.refusal(promo, userId);
      return refusal ? { outcome: refusal } : this.use(promo, userId);
    });
  }

  /** What waits for a person's next top-up. */
  async forTopup(userId: string): Promise<TopupPromo | null> {
    const use = await this.uses.waitingOf(userId);
    if (!use?.code?.percent || use.code.kind === 'balance') return null;
    const ends = use.usedAt.getTime() + WAITING_DAYS * 86_400_000;
    if (ends < Date.now()) return null;
    return { promoUseId: use.id, kind: use.code.kind, percent: use.code.percent };
  }

  /**
   * Says that a top-up was paid with what waited for it, inside the transaction that credits it.
   * @returns false when it was applied before, or no longer waits
   */
  applied(promoUseId: string, paymentId: string): Promise<boolean> {
    return this.uses.apply(promoUseId, paymentId);
  }

  /** Gives back the uses that waited for too long. */
  tidy(): Promise<void> {
    return this.uses.tidy();
  }

  private async refusal(promo: PromoCode, userId: string): Promise<PromoRefusal | undefined> {
    const now = new Date();
    if (!promo.active) return 'inactive';
    if (promo.validFrom > now) return 'not-yet';
    if (promo.validUntil && promo.validUntil <= now) return 'expired';
    if ((await this.uses.countOf(promo.id, userId)) >= promo.perPerson) return 'already-used';
    return promo.maxUses !== null && promo.uses >= promo.maxUses ? 'used-up' : undefined;
  }

  private async use(promo: PromoCode, userId: string): Promise<Redeemed> {
    const { id, kind, amount, percent } = promo;
    if (kind === 'balance') {
      const key = `promo-${await this.uses.add(id, userId, 'applied')}`;
      await this.ledger.credit('promo', { userId, amount: amount!, key, subject: 'promo' });
      return { outcome: 'credited', credits: amount! };
    }
    const before = await this.uses.waitingOf(userId);
    if (before) await this.uses.giveBack(before, 'replaced');
    await this.uses.add(id, userId, 'waiting');
    return { outcome: 'waiting', kind, percent: percent! };
  }
}

import { Injectable } from '@nestjs/common';
import {
  Bans,
  Ledger,
  type OperatorWish,
  Promos,
  Refunds,
  type User,
  Users,
} from '@aisha/accounts';
import type { Notice } from '@aisha/contracts';
import { Outbox } from '@aisha/delivery';
import { z } from 'zod';
import { promoWish } from './promo-words';

export type Fulfilled = 'done' | 'stale';

const grantDetails = z.object({ amount: z.int().positive() });
const refundDetails = z.object({ paymentId: z.uuid() });

/** Does what an operator confirmed, in the surrounding transaction, and tells the person. */
@Injectable()
export class WishFulfilment {
  constructor(
    private readonly users: Users,
    private readonly ledger: Ledger,
    private readonly refunds: Refunds,
    private readonly bans: Bans,
    private readonly promos: Promos,
    private readonly outbox: Outbox,
  ) {}

  /** @returns `stale` when things are not any more as they were when it was wished for */
  async fulfil(wish: OperatorWish, botId: number): Promise<Fulfilled> {
    if (wish.action === 'promo') return this.makePromo(wish);
    const person = wish.subjectUserId && (await this.users.find(wish.subjectUserId));
    return person && !person.leavingAt ? this.forPerson(wish, person, botId) : 'stale';
  }

  private async forPerson(wish: OperatorWish, person: User, botId: number): Promise<Fulfilled> {
    const tell = (notice: Notice) =>
      this.outbox.add({ botId, chatId: person.telegramId }, notice, { key: `operator-${wish.id}` });
    switch (wish.action) {
      case 'grant': {
        const { amount } = grantDetails.parse(wish.details);
        const key = `operator-grant-${wish.id}`;
        await this.ledger.credit('grant', { userId: person.id, amount, key, subject: 'operator' });
        await tell({ kind: 'credits-granted', amount });
        return 'done';
      }
      case 'refund': {
        const { paymentId } = refundDetails.parse(wish.details);
        return (await this.refunds.request(paymentId)) === 'requested' ? 'done' : 'stale';
      }
      case 'ban':
        return (await this.bans.ban(person.id)) ? 'done' : 'stale';
      case 'unban':
        if (!(await this.bans.lift(person.id))) return 'stale';
        await tell({ kind: 'ban-lifted' });
        return 'done';
      default:
        return 'stale';
    }
  }

  /** A code of this name may have come meanwhile. */
  private async makePromo({ details, operatorTelegramId }: OperatorWish): Promise<Fulfilled> {
    const { validUntil, ...promo } = promoWish.parse(details);
    const made = await this.promos.create({
      ...promo,
      validUntil: validUntil === undefined ? undefined : new Date(validUntil),
      createdBy: operatorTelegramId,
    });
    return made.outcome === 'created' ? 'done' : 'stale';
  }
}

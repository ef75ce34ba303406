import { Injectable } from '@nestjs/common';
import { type OperatorWish, OperatorWishes, type User, Users } from '@aisha/accounts';
import { promoWish } from '../operators/promo-words';
import type { Values } from './catalogue';
import { OperatorPhrases } from './operator-phrases';
import type { Rendered } from './rendered';
import type { Renderers } from './renderers';

/** What an operator is about to do, before it is done. */
@Injectable()
export class OperatorWishMessages {
  constructor(
    private readonly phrases: OperatorPhrases,
    private readonly wishes: OperatorWishes,
    private readonly users: Users,
  ) {}

  readonly renderers: Renderers<'operator-wish'> = {
    'operator-wish': ({ wishId }, operator) => this.wish(wishId, operator),
  };

  private async wish(wishId: string, operator: User): Promise<Rendered | null> {
    const wish = await this.wishes.find(wishId);
    const html = wish && (await this.text(wish, operator));
    if (!html) return null;
    return {
      html,
      buttons: this.phrases.rows(operator, [
        [
          ['operator-confirm', { do: 'op-confirm', wishId }],
          ['operator-drop', { do: 'op-drop', wishId }],
        ],
      ]),
    };
  }

  private async text(wish: OperatorWish, operator: User): Promise<string | null> {
    const { phrases } = this.phrases;
    if (wish.action === 'promo') {
      return phrases.text(operator, 'operator-confirm-promo', this.promoValues(wish, operator));
    }
    const found = wish.subjectUserId && (await this.users.find(wish.subjectUserId));
    if (!found) return null;
    const { action, details, reason } = wish;
    return phrases.text(operator, `operator-confirm-${action}`, {
      name: found.firstName,
      telegramId: String(found.telegramId),
      amount: Number(details.amount ?? 0),
      credits: Number(details.credits ?? 0),
      reason: reason ?? '',
    });
  }

  private promoValues({ details }: OperatorWish, operator: User): Values {
    const promo = promoWish.parse(details);
    return {
      code: promo.code,
      kind: promo.kind,
      worth: promo.amount ?? promo.percent ?? 0,
      most: promo.maxUses ?? '∞',
      per: promo.perPerson ?? 1,
      until: promo.validUntil ? this.phrases.moment(operator, new Date(promo.validUntil)) : '∞',
    };
  }
}

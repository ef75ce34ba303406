import { Injectable } from '@nestjs/common';
import { type PromoCode, Promos, type User } from '@aisha/accounts';
import { OperatorPhrases, TO_DESK } from './operator-phrases';
import type { Rendered } from './rendered';
import type { Renderers } from './renderers';

const PAGE_SIZE = 6;

/** Promo codes as operators see them. */
@Injectable()
export class OperatorPromoMessages {
  constructor(
    private readonly phrases: OperatorPhrases,
    private readonly promos: Promos,
  ) {}

  readonly renderers: Renderers<'operator-promos'> = {
    'operator-promos': ({ page }, operator) => this.page(page, operator),
  };

  private async page(page: number, operator: User): Promise<Rendered> {
    const [promos, next] = await Promise.all([
      this.promos.list(page, PAGE_SIZE),
      this.promos.list((page + 1) * PAGE_SIZE, 1),
    ]);
    const { phrases } = this.phrases;
    const turn = this.phrases.turning(page, next.length > 0, (to) => ({
      do: 'op-promos',
      page: to,
    }));
    return {
      html: [
        phrases.text(operator, 'operator-promos', { count: promos.length }),
        ...promos.map((promo) => this.line(promo, operator)),
      ].join('\n\n'),
      buttons: [
        ...promos
          .filter(({ active }) => active)
          .map(({ id: promoId, code }) => [
            phrases.button(
              operator,
              'operator-promo-off',
              { do: 'op-promo-off', promoId },
              { code },
            ),
          ]),
        ...this.phrases.rows(operator, [
          turn,
          [['operator-promo-new', { do: 'op-promo-new' }]],
          TO_DESK,
        ]),
      ],
    };
  }

  private line(promo: PromoCode, operator: User): string {
    return this.phrases.phrases.text(operator, 'operator-promo-line', {
      code: promo.code,
      kind: promo.kind,
      worth: promo.amount ?? promo.percent ?? 0,
      uses: promo.uses,
      most: promo.maxUses ?? '∞',
      per: promo.perPerson,
      until: promo.validUntil ? this.phrases.moment(operator, promo.validUntil) : '∞',
      state: promo.active ? 'active' : 'ended',
    });
  }
}

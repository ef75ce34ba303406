import { Injectable } from '@nestjs/common';
import { OperatorWishes, type User, Users } from '@aisha/accounts';
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
    const found = wish?.subjectUserId && (await this.users.find(wish.subjectUserId));
    if (!found) return null;
    const { action, details, reason } = wish;
    return {
      html: this.phrases.phrases.text(operator, `operator-confirm-${action}`, {
        name: found.firstName,
        telegramId: String(found.telegramId),
        amount: Number(details.amount ?? 0),
        credits: Number(details.credits ?? 0),
        reason: reason ?? '',
      }),
      buttons: this.phrases.rows(operator, [
        [
          ['operator-confirm', { do: 'op-confirm', wishId }],
          ['operator-drop', { do: 'op-drop', wishId }],
        ],
      ]),
    };
  }
}

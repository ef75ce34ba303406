import { Injectable } from '@nestjs/common';
import { Promos, type Redeemed, Referrals, type User } from '@aisha/accounts';
import type { PersonNotice } from '@aisha/contracts';
import type { PersonIntent, SettingsIntent } from '@aisha/conversation';
import type { Appliers } from './appliers';
import { type Outcome, saying } from './outcome';

/** What the dialogue wants of the person. */
@Injectable()
export class PersonIntents {
  constructor(
    private readonly promos: Promos,
    private readonly referrals: Referrals,
  ) {}

  readonly appliers: Appliers<Exclude<PersonIntent, SettingsIntent>> = {
    'show-profile': () => saying({ kind: 'profile' }),
    'show-invitation': () => saying({ kind: 'invitation' }),
    'accept-invitation': ({ code }, { user }) => this.acceptInvitation(user, code),
    'redeem-promo': async ({ code, back }, { user }) =>
      redeemed(await this.promos.redeem(user.id, code), back),
  };

  /** A link that does not count is not spoken of: they are welcome all the same. */
  private async acceptInvitation(user: User, code: string): Promise<Outcome> {
    const credits = await this.referrals.accept(user, code);
    return credits > 0 ? saying({ kind: 'invitation-accepted', credits }) : { replies: [] };
  }
}

/** Who mistyped may type again at once. */
function redeemed(result: Redeemed, back?: string): Outcome {
  const notice = { ...noticeOf(result), ...(back && { back }) };
  const isOver = ['credited', 'waiting', 'too-many-tries'].includes(result.outcome);
  return saying(notice, isOver ? {} : { session: { screen: 'promo-code', ...(back && { back }) } });
}

function noticeOf(result: Redeemed): Extract<PersonNotice, { kind: 'promo-result' }> {
  switch (result.outcome) {
    case 'credited':
      return { kind: 'promo-result', outcome: 'credited', amount: result.credits };
    case 'waiting':
      return { kind: 'promo-result', outcome: result.kind, amount: result.percent };
    case 'too-many-tries': {
      const minutes = Math.ceil(result.waitMs / 60_000);
      return { kind: 'promo-result', outcome: 'too-many-tries', amount: minutes };
    }
    default:
      return { kind: 'promo-result', outcome: result.outcome, amount: 0 };
  }
}

import { Injectable } from '@nestjs/common';
import { MAX_REWARDS, Referrals, REWARDS, type User } from '@aisha/accounts';
import type { PersonNotice } from '@aisha/contracts';
import { REFERRAL_MARK } from '@aisha/conversation';
import { BotName } from './bot-name';
import { Phrases, TO_MENU } from './phrases';
import type { Rendered } from './rendered';
import type { Renderers } from './renderers';

/** What is said of invitations. */
@Injectable()
export class InvitationMessages {
  constructor(
    private readonly phrases: Phrases,
    private readonly referrals: Referrals,
    private readonly name: BotName,
  ) {}

  readonly renderers: Renderers<
    Extract<PersonNotice['kind'], 'invitation' | 'invitation-accepted' | 'inviter-rewarded'>
  > = {
    invitation: (_, person) => this.invitation(person),
    'invitation-accepted': ({ credits }, person) =>
      this.phrases.message(person, 'invitation-accepted', [], { credits }),
    'inviter-rewarded': ({ credits }, person) => ({
      ...this.phrases.message(person, 'inviter-rewarded', [TO_MENU], { credits }),
      announces: true,
    }),
  };

  private async invitation(person: User): Promise<Rendered> {
    const code = await this.referrals.codeOf(person.id);
    const link = `https://t.me/${await this.name.get()}?start=${REFERRAL_MARK}${code}`;
    const { came, earned } = await this.referrals.of(person.id);
    const rows = [[['profile', { do: 'profile' }] as [string, { do: 'profile' }], ...TO_MENU]];
    return this.phrases.message(person, 'invitation', rows, {
      ...REWARDS,
      ...{ link, came, earned, most: MAX_REWARDS },
    });
  }
}

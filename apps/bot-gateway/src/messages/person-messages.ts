import { Injectable } from '@nestjs/common';
import { Ledger, type User, WAITING_DAYS } from '@aisha/accounts';
import { Avatars, GalleryFacts } from '@aisha/avatars';
import type { PersonNotice } from '@aisha/contracts';
import { Transcripts } from '@aisha/transcripts';
import { dayOf } from './person-time';
import { type ButtonRows, Phrases, TO_MENU } from './phrases';
import type { Rendered } from './rendered';
import type { NoticeOf, Renderers } from './renderers';
import { WayBack } from './way-back';

const PROFILE: ButtonRows = [
  [
    ['balance', { do: 'balance' }],
    ['topup', { do: 'topup' }],
  ],
  [
    ['promo', { do: 'promo-code' }],
    ['invite', { do: 'invite' }],
  ],
  [
    ['settings', { do: 'settings' }],
    ['privacy', { do: 'privacy' }],
  ],
  [['help', { do: 'help' }], ...TO_MENU],
];
const AFTER_PROMO: ButtonRows = [[['balance', { do: 'balance' }], ...TO_MENU]];

/** The person: profile and promo codes. */
@Injectable()
export class PersonMessages {
  constructor(
    private readonly phrases: Phrases,
    private readonly ledger: Ledger,
    private readonly avatars: Avatars,
    private readonly gallery: GalleryFacts,
    private readonly transcripts: Transcripts,
    private readonly way: WayBack,
  ) {}

  readonly renderers: Renderers<
    Extract<PersonNotice['kind'], 'profile' | 'promo-request' | 'promo-result'>
  > = {
    profile: (_, person) => this.profile(person),
    'promo-request': (_, person) =>
      this.phrases.message(person, 'promo-request', [[['cancel', { do: 'cancel' }]]]),
    'promo-result': (notice, person) => this.promo(notice, person),
  };

  private promo({ outcome, amount, back }: NoticeOf<'promo-result'>, person: User): Rendered {
    const values = { outcome, amount, days: WAITING_DAYS };
    const message = this.phrases.message(person, 'promo-result', AFTER_PROMO, values);
    const onward = this.way.row(person, back, 'take-up');
    return { ...message, buttons: [...(onward.length > 0 ? [onward] : []), ...message.buttons] };
  }

  private async profile(person: User): Promise<Rendered> {
    const { id, firstName, username, createdAt } = person;
    const debt = await this.ledger.debt(id);
    return this.phrases.message(person, 'profile', PROFILE, {
      name: firstName,
      named: username ? 'yes' : 'no',
      username: username ?? '',
      since: dayOf(createdAt, person),
      balance: await this.ledger.balance(id),
      debt,
      avatars: (await this.avatars.ready(id)).length,
      pictures: await this.gallery.count(id),
      transcripts: (await this.transcripts.page(id, 0, 1)).total,
    });
  }
}

import { Injectable } from '@nestjs/common';
import { Ledger, type User } from '@aisha/accounts';
import type { StandingNotice } from '@aisha/contracts';
import { Broadcasts } from '@aisha/delivery';
import { Phrases, TO_MENU } from './phrases';
import type { Rendered } from './rendered';
import type { Renderers } from './renderers';

/** What people are told that comes from operators. */
@Injectable()
export class StandingMessages {
  constructor(
    private readonly phrases: Phrases,
    private readonly broadcasts: Broadcasts,
    private readonly ledger: Ledger,
  ) {}

  readonly renderers: Renderers<StandingNotice['kind']> = {
    news: ({ broadcastId }, person) => this.news(broadcastId, person),
    'news-off': (_, person) => this.phrases.message(person, 'news-off', [TO_MENU]),
    'credits-granted': async ({ amount }, person) =>
      this.phrases.message(person, 'credits-granted', [TO_MENU], {
        amount,
        balance: await this.ledger.balance(person.id),
      }),
    banned: (_, person) => this.phrases.message(person, 'banned'),
    'ban-lifted': (_, person) => this.phrases.message(person, 'ban-lifted', [TO_MENU]),
  };

  /** Whoever said no since it was listed, or may not use the bot any more, does not get it. */
  private async news(broadcastId: string, person: User): Promise<Rendered | null> {
    if (!person.news || person.bannedAt || person.leavingAt) return null;
    const broadcast = await this.broadcasts.find(broadcastId);
    if (broadcast?.status !== 'running') return null;
    return {
      html: person.language === 'ru' ? broadcast.textRu : broadcast.textEn,
      buttons: [[this.phrases.button(person, 'no-news', { do: 'no-news' })]],
    };
  }
}

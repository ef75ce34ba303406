import { Injectable } from '@nestjs/common';
import { Invoices } from '@aisha/accounts';
import type { PaymentIntent } from '@aisha/conversation';
import { currentTraceId, newTraceId } from '@aisha/platform';
import { OperatorNews } from '../operators/operator-news';
import type { Appliers } from './appliers';
import { type Circumstances, type Outcome, saying, STALE } from './outcome';

/** What the dialogue wants of buying credits. */
@Injectable()
export class PaymentIntents {
  constructor(
    private readonly invoices: Invoices,
    private readonly news: OperatorNews,
  ) {}

  readonly appliers: Appliers<PaymentIntent> = {
    buy: ({ packageId, back }, circumstances) => this.buy(packageId, back, circumstances),
    'ask-support': ({ text }, { user }) => this.askSupport(user.id, text),
  };

  /** A second press while the invoice is still before one's eyes brings no second one. */
  private async buy(
    packageId: string,
    back: string | undefined,
    { user, chat }: Circumstances,
  ): Promise<Outcome> {
    const opened = await this.invoices.open({ userId: user.id, packageId, chat, back });
    if (!opened) return STALE;
    return opened.isNew
      ? saying({ kind: 'invoice', invoiceId: opened.invoice.id }, { fresh: true })
      : { replies: [], alert: 'invoice-sent' };
  }

  private async askSupport(userId: string, text: string): Promise<Outcome> {
    if (!this.news.hasReaders) return saying({ kind: 'support-nobody' });
    // One update is handled once, so its trace is the key of what it asks.
    const key = `support-${currentTraceId() ?? newTraceId()}`;
    await this.news.tell({ kind: 'support-question', userId, text }, key);
    return saying({ kind: 'support-sent' });
  }
}

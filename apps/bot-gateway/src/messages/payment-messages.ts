import { Injectable } from '@nestjs/common';
import { Invoices, Ledger, PRICES, type TopupOffer, type User } from '@aisha/accounts';
import type { PaymentNotice } from '@aisha/contracts';
import { asWayBack } from '@aisha/conversation';
import { StarsProvider } from '../payments/stars-provider';
import { type ButtonRows, Phrases, TO_MENU } from './phrases';
import type { Button, Rendered } from './rendered';
import type { NoticeOf, Renderers } from './renderers';
import { WayBack } from './way-back';

const TO_PROMO: ButtonRows[number] = [['promo', { do: 'promo-code' }]];

type PaymentKind = Exclude<
  PaymentNotice['kind'],
  `support-${string}` | 'paysupport' | 'refund-refused' | 'payment-unlisted'
>;

/** Buying credits: what is offered, what was paid, what went back, and on what terms. */
@Injectable()
export class PaymentMessages {
  constructor(
    private readonly phrases: Phrases,
    private readonly ledger: Ledger,
    private readonly invoices: Invoices,
    private readonly provider: StarsProvider,
    private readonly way: WayBack,
  ) {}

  readonly renderers: Renderers<PaymentKind> = {
    topup: ({ back }, person) => this.packages(back, person),
    invoice: ({ invoiceId }, person) => this.invoice(invoiceId, person),
    'payment-received': (notice, person) => this.received(notice, person),
    'payment-refunded': ({ amount, credits, debt }, person) =>
      this.phrases.message(person, 'payment-refunded', [TO_MENU], { amount, credits, debt }),
    terms: (_, person) =>
      this.phrases.message(person, 'terms', [[['topup', { do: 'topup' }], ...TO_MENU]], {
        training: PRICES.training.fast,
        thorough: PRICES.training.quality,
        image: PRICES.image,
        upscale: PRICES.upscale,
        minute: PRICES.audioMinute,
      }),
  };

  private async packages(back: string | undefined, person: User): Promise<Rendered> {
    const message = this.phrases.message(person, 'topup', [TO_PROMO, TO_MENU], {
      balance: await this.ledger.balance(person.id),
      debt: Math.abs(await this.ledger.debt(person.id)), // never -0
    });
    const offers = await this.invoices.offers(person.id);
    const buttons = [
      ...offers.map((offered) => [this.buy(offered, back, person)]),
      this.way.row(person, back, 'go-back'),
      ...message.buttons,
    ];
    return { ...message, buttons: buttons.filter((row) => row.length > 0) };
  }

  private buy(
    { id, stars, credits, bonus, isPopular }: TopupOffer,
    back = '',
    person: User,
  ): Button {
    return this.phrases.button(
      person,
      'buy',
      { do: 'buy', packageId: id, back: asWayBack(back) },
      { stars, credits, bonus, popular: isPopular ? 'yes' : 'no' },
    );
  }

  /** @returns null when it was paid or has expired before it could be sent */
  private async invoice(id: string, person: User): Promise<Rendered | null> {
    const invoice = await this.invoices.find(id);
    if (invoice?.status !== 'open') return null;
    const { credits, bonus } = invoice;
    const say = (text: string) =>
      this.phrases.catalogue.plain(person.language, text, { credits: credits + bonus, bonus });
    return {
      html: '',
      buttons: [],
      invoice: {
        title: say('invoice-title'),
        description: say('invoice-description'),
        ...this.provider.offer(invoice),
      },
    };
  }

  private received(
    { amount, credits, balance, paidOff, back }: NoticeOf<'payment-received'>,
    person: User,
  ): Rendered {
    const values = { amount, credits, balance, paidOff };
    const message = this.phrases.message(person, 'payment-received', [TO_MENU], values);
    const onward = this.way.row(person, back, 'take-up');
    return { ...message, buttons: [...(onward.length > 0 ? [onward] : []), ...message.buttons] };
  }
}

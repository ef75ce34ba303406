import { Injectable } from '@nestjs/common';
import { Ledger, type Payment, Payments, type User, Users } from '@aisha/accounts';
import type { PaymentNotice } from '@aisha/contracts';
import { escapeHtml } from './html-text';
import { Phrases, TO_MENU } from './phrases';
import type { Rendered } from './rendered';
import type { NoticeOf, Renderers } from './renderers';

type SupportKind = Extract<
  PaymentNotice['kind'],
  `support-${string}` | 'paysupport' | 'refund-refused' | 'payment-unlisted'
>;

/** As many as an operator needs to see what a question is about. */
const PAYMENTS_SHOWN = 5;

/** Questions about payments, and what operators hear of payments. */
@Injectable()
export class SupportMessages {
  constructor(
    private readonly phrases: Phrases,
    private readonly users: Users,
    private readonly ledger: Ledger,
    private readonly payments: Payments,
  ) {}

  readonly renderers: Renderers<SupportKind> = {
    paysupport: (_, person) => this.phrases.message(person, 'paysupport', [TO_MENU]),
    'support-nobody': (_, person) => this.phrases.message(person, 'support-nobody', [TO_MENU]),
    'support-sent': (_, person) => this.phrases.message(person, 'support-sent', [TO_MENU]),
    'support-too-long': ({ limit }, person) =>
      this.phrases.message(person, 'support-too-long', [TO_MENU], { limit }),
    'support-question': (notice, person) => this.question(notice, person),
    'refund-refused': async ({ paymentId, reason }, person) => {
      const payment = await this.payments.find(paymentId);
      if (!payment) return null;
      const facts = { payment: plain(payment), reason };
      return this.phrases.message(person, 'refund-refused', [], facts);
    },
    'payment-unlisted': async ({ paymentId }, person) => {
      const payment = await this.payments.find(paymentId);
      return (
        payment && this.phrases.message(person, 'payment-unlisted', [], { payment: plain(payment) })
      );
    },
  };

  /** @returns null when the person has left meanwhile */
  private async question(
    { userId, text }: NoticeOf<'support-question'>,
    operator: User,
  ): Promise<Rendered | null> {
    const asker = await this.users.find(userId);
    if (!asker) return null;
    const paid = await this.payments.ofUser(userId, PAYMENTS_SHOWN);
    const question = this.phrases.message(operator, 'support-question', [], {
      name: asker.firstName,
      username: asker.username ?? 'none',
      telegramId: String(asker.telegramId),
      balance: await this.ledger.balance(userId),
      debt: Math.abs(await this.ledger.debt(userId)),
      text,
      payments: paid.length,
    });
    const html = [question.html, ...paid.map(line), '', linkTo(asker)].join('\n');
    return { ...question, html };
  }
}

/** One payment in figures, the same in every language: when, how much, for what, where it stands, its charge. */
const plain = ({ paidAt, amount, credits, status, chargeId }: Payment): string =>
  `${paidAt.toISOString().slice(0, 16).replace('T', ' ')} UTC · ⭐ ${amount} · 💎 ${credits} · ${status} · ${chargeId}`;

/** Opens their profile, whether or not they have a username. */
const linkTo = ({ telegramId, firstName }: User): string =>
  `<a href="tg://user?id=${telegramId}">${escapeHtml(firstName)}</a> →`;

const line = (payment: Payment): string => `<code>${escapeHtml(plain(payment))}</code>`;

import { Injectable } from '@nestjs/common';
import {
  type LedgerLine,
  type Payment,
  Payments,
  PeopleFacts,
  type User,
  Users,
} from '@aisha/accounts';
import type { Action } from '@aisha/conversation';
import { BotIdentity } from '../bot-identity';
import { OperatorPhrases, TO_DESK } from './operator-phrases';
import type { Rendered } from './rendered';
import type { Renderers } from './renderers';

const LINES_ON_CARD = 5;
const LINES_A_PAGE = 15;
const PAYMENTS_ON_CARD = 3;
const PAYMENTS_TO_REFUND = 8;

/** A person as an operator sees them. */
@Injectable()
export class OperatorPersonMessages {
  constructor(
    private readonly phrases: OperatorPhrases,
    private readonly users: Users,
    private readonly facts: PeopleFacts,
    private readonly payments: Payments,
    private readonly identity: BotIdentity,
  ) {}

  readonly renderers: Renderers<'operator-person' | 'operator-payments' | 'operator-ledger'> = {
    'operator-person': ({ userId }, operator) => this.card(userId, operator),
    'operator-payments': ({ userId }, operator) => this.refundable(userId, operator),
    'operator-ledger': ({ userId, page }, operator) => this.ledger(userId, page, operator),
  };

  private async card(userId: string, operator: User): Promise<Rendered | null> {
    const found = await this.users.find(userId);
    if (!found) return null;
    const [head, payments, lines] = await Promise.all([
      this.head(found, operator),
      this.payments.ofUser(userId, PAYMENTS_ON_CARD),
      this.facts.ledgerLines(userId, 0, LINES_ON_CARD),
    ]);
    const paid = payments.map((payment) => this.paymentLine(payment, operator));
    const moved = lines.slice(0, LINES_ON_CARD).map((line) => this.ledgerLine(line, operator));
    const { phrases } = this.phrases;
    return {
      html: [
        head,
        ...(paid.length > 0
          ? ['', phrases.text(operator, 'operator-person-payments'), ...paid]
          : []),
        ...(moved.length > 0
          ? ['', phrases.text(operator, 'operator-person-ledger'), ...moved]
          : []),
      ].join('\n'),
      buttons: this.phrases.rows(operator, [...this.choices(found), TO_DESK]),
    };
  }

  private async head(found: User, operator: User): Promise<string> {
    const { undeliverableSince, ...figures } = await this.facts.figures(
      found.id,
      this.identity.botId,
    );
    return this.phrases.phrases.text(operator, 'operator-person', {
      ...figures,
      name: found.firstName,
      username: found.username ? `@${found.username}` : '–',
      telegramId: String(found.telegramId),
      id: found.id,
      language: found.language,
      since: this.phrases.moment(operator, found.createdAt),
      reachable: undeliverableSince ? 'no' : 'yes',
      unreachableSince: undeliverableSince ? this.phrases.moment(operator, undeliverableSince) : '',
      standing: found.bannedAt ? 'banned' : 'free',
      bannedSince: found.bannedAt ? this.phrases.moment(operator, found.bannedAt) : '',
    });
  }

  private choices({ id: userId, bannedAt }: User): [string, Action][][] {
    return [
      [
        ['operator-grant', { do: 'op-grant', userId }],
        ['operator-refund', { do: 'op-pick-refund', userId }],
      ],
      [
        bannedAt
          ? ['operator-unban', { do: 'op-unban', userId }]
          : ['operator-ban', { do: 'op-ban', userId }],
        ['operator-ledger', { do: 'op-ledger', userId, page: 0 }],
      ],
    ];
  }

  private async refundable(userId: string, operator: User): Promise<Rendered> {
    const payments = (await this.payments.ofUser(userId, PAYMENTS_TO_REFUND)).filter(
      ({ status, payerTelegramId }) => status === 'paid' && payerTelegramId !== null,
    );
    const { phrases } = this.phrases;
    const text = payments.length > 0 ? 'operator-payments' : 'operator-payments-none';
    const back: [string, Action][] = [['operator-back', { do: 'op-person', userId }]];
    return {
      html: phrases.text(operator, text),
      buttons: [
        ...payments.map(({ id: paymentId, paidAt, amount, currency, credits }) => [
          phrases.button(
            operator,
            'operator-payment',
            { do: 'op-refund', paymentId },
            { at: this.phrases.moment(operator, paidAt), amount, currency, credits },
          ),
        ]),
        ...this.phrases.rows(operator, [back]),
      ],
    };
  }

  private async ledger(userId: string, page: number, operator: User): Promise<Rendered> {
    const lines = await this.facts.ledgerLines(userId, page, LINES_A_PAGE);
    const turn = this.phrases.turning(page, lines.length > LINES_A_PAGE, (to) => ({
      do: 'op-ledger',
      userId,
      page: to,
    }));
    const shown = lines.slice(0, LINES_A_PAGE).map((line) => this.ledgerLine(line, operator));
    return {
      html: [this.phrases.phrases.text(operator, 'operator-ledger'), ...shown].join('\n'),
      buttons: this.phrases.rows(operator, [
        turn,
        [['operator-back', { do: 'op-person', userId }]],
      ]),
    };
  }

  private paymentLine({ paidAt, amount, currency, credits, status }: Payment, operator: User) {
    return this.phrases.phrases.text(operator, 'operator-payment-line', {
      at: this.phrases.moment(operator, paidAt),
      amount,
      currency,
      credits,
      status,
    });
  }

  private ledgerLine({ at, kind, change, subject }: LedgerLine, operator: User): string {
    return this.phrases.phrases.text(operator, 'operator-ledger-line', {
      at: this.phrases.moment(operator, at),
      kind,
      change: change > 0 ? `+${change}` : String(change),
      subject: subject ?? '',
    });
  }
}

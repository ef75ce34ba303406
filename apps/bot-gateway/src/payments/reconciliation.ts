import { Injectable, Logger } from '@nestjs/common';
import {
  type ListedTransaction,
  type StatementRef,
  Statements,
  type TakenStatement,
} from '@aisha/accounts';
import { Metrics } from '@aisha/platform';
import { BotIdentity } from '../bot-identity';
import { PaymentAlarms } from './payment-alarms';
import { PaymentDesk } from './payment-desk';
import { StarsProvider } from './stars-provider';

/** More than this Telegram gives in no page (Bot API, getStarTransactions). */
const PAGE = 100;
/** The last ones are read again: of two transactions in one second the later may stand first. */
const READ_AGAIN = 100;
/** Others may go on after this; a page takes a second. */
const LEASE_S = 600;
const DAY_S = 24 * 60 * 60;
/** So that installations do not ask Telegram all at once. */
const JITTER_S = 60 * 60;
/** A payment may be known here before it stands in the list. */
const GRACE_MS = 15 * 60_000;
/** Between Telegram's clock and ours. */
const SKEW_MS = 5 * 60_000;

type Outcome = 'matched' | 'credited' | 'refunded' | 'foreign';

/** Compares Telegram's own list of transactions with our payments, and makes good what was lost. */
@Injectable()
export class Reconciliation {
  private readonly logger = new Logger(Reconciliation.name);
  private readonly outcomes;
  private readonly unmatched;

  constructor(
    private readonly provider: StarsProvider,
    private readonly statements: Statements,
    private readonly books: PaymentDesk,
    private readonly alarms: PaymentAlarms,
    private readonly identity: BotIdentity,
    metrics: Metrics,
  ) {
    const help = "Transactions of the provider's list by what was made of them";
    this.outcomes = metrics.counter('payments_reconciled_total', help, ['outcome']);
    const missing = "Payments that the provider's list should hold and does not";
    this.unmatched = metrics.gauge('payments_unmatched', missing);
  }

  /** Reads the list if it is due and nobody else does. Cut off, it goes on from the last page. */
  async run(): Promise<void> {
    const taken = await this.statements.take(this.list, LEASE_S);
    if (!taken) return;
    const listedBefore = new Date(Date.now() - GRACE_MS);
    await this.read(taken);
    const unlisted = await this.alarms.unlisted(this.list, listedBefore);
    this.outcomes.inc({ outcome: 'unlisted' }, unlisted);
    await this.statements.finish(this.list, DAY_S + Math.random() * JITTER_S);
    this.unmatched.set(await this.statements.unmatched(this.list));
  }

  private get list(): StatementRef {
    return { provider: this.provider.name, botId: this.identity.botId };
  }

  private async read({ position: known, since }: TakenStatement): Promise<void> {
    let position = Math.max(0, known - READ_AGAIN);
    for (let isLast = false; !isLast;) {
      const page = await this.provider.transactions(position, PAGE);
      for (const transaction of page) {
        this.outcomes.inc({ outcome: await this.settle(transaction, since) });
      }
      position += page.length;
      isLast = page.length < PAGE;
      const seen = page.map(({ chargeId }) => chargeId);
      await this.statements.advance(this.list, position, seen);
    }
  }

  private async settle(transaction: ListedTransaction, since: Date): Promise<Outcome> {
    const { direction, payer, at } = transaction;
    const isOurs = at.getTime() >= since.getTime() - SKEW_MS;
    if (direction === 'none' || !payer || !isOurs) return 'foreign';
    const charge = { ...transaction, currency: 'XTR' };
    const isNew = await (direction === 'in'
      ? this.books.paid(charge, payer)
      : this.books.refunded(charge, payer));
    if (!isNew) return 'matched';
    const { chargeId } = transaction;
    this.logger.warn({ msg: 'transaction made good', direction, chargeId });
    return direction === 'in' ? 'credited' : 'refunded';
  }
}

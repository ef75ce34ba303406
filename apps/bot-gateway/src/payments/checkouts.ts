import { type BeforeApplicationShutdown, Injectable, Logger } from '@nestjs/common';
import { type CheckoutVerdict, Invoices, languageOf } from '@aisha/accounts';
import { Inbox, type ReceivedUpdate } from '@aisha/delivery';
import { afterCommit, Metrics, withDeadline } from '@aisha/platform';
import { InjectBot } from 'nestjs-telegraf';
import { setTimeout as delay } from 'node:timers/promises';
import { type Telegraf, TelegramError } from 'telegraf';
import type { PreCheckoutQuery } from 'telegraf/types';
import { BotIdentity } from '../bot-identity';
import { ForgetfulMap } from '../limits/forgetful-map';
import { Catalogue } from '../messages/catalogue';
import { retryAfterMs } from '../sending/retry-after';

/** Telegram waits for 10 s from its question on (Bot API, answerPreCheckoutQuery), of which some were the way here. */
const ANSWERED_WITHIN_MS = 9_500;
/** A look into the books and a call take milliseconds; one that hangs leaves time for two more. */
const TRY_MS = 3_000;
const RETRY_MS = 200;
/** Longer than a question lives. */
const REMEMBERED_MS = 60_000;
const BUCKETS_S = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/**
 * Answers the question before a payment: at once when it is stored, ahead of every queue. The stored update comes to
 * its turn later and has it answered again by whoever handles it, if the process that stored it has not.
 */
@Injectable()
export class Checkouts implements BeforeApplicationShutdown {
  private readonly logger = new Logger(Checkouts.name);
  /** Questions that this process has answered, or is answering. */
  private readonly taken = new ForgetfulMap<string, true>(REMEMBERED_MS);
  private readonly inHand = new Set<Promise<void>>();
  private readonly outcomes;
  private readonly seconds;

  constructor(
    @InjectBot() private readonly bot: Telegraf,
    private readonly invoices: Invoices,
    private readonly catalogue: Catalogue,
    private readonly inbox: Inbox,
    private readonly identity: BotIdentity,
    metrics: Metrics,
  ) {
    this.outcomes = metrics.counter(
      'checkouts_total',
      'Questions before a payment by answer',
      ['outcome'],
      [{ outcome: 'unanswered' }, { outcome: 'too-late' }],
    );
    const help = 'From the receipt of a question before a payment to the answer that Telegram took';
    this.seconds = metrics.histogram('checkout_answer_seconds', help, BUCKETS_S);
  }

  /** Takes the questions among updates that are stored. Returns at once. */
  hear(updates: ReceivedUpdate[]): void {
    for (const { raw } of updates) {
      if (!raw.includes(WORDS)) continue;
      const query = queryIn(raw);
      if (query) this.take(query, Date.now());
    }
  }

  /** Takes those that another process stored, and left, from before the backlog in which they wait. */
  async takeLeft(): Promise<void> {
    const { botId } = this.identity;
    const left = await this.inbox.waitingWith(botId, WORDS, ANSWERED_WITHIN_MS / 1_000);
    for (const { raw, receivedAt } of left) {
      const query = queryIn(raw);
      if (query) this.take(query, receivedAt.getTime());
    }
  }

  /** The same in the turn of the stored update, once its transaction is committed. */
  async settle(query: PreCheckoutQuery, updateId: number): Promise<void> {
    if (this.taken.get(query.id, performance.now())) return;
    const receivedAt = await this.inbox.receivedAt(this.identity.botId, updateId);
    if (!receivedAt || Date.now() - receivedAt.getTime() > ANSWERED_WITHIN_MS) {
      this.outcomes.inc({ outcome: 'too-late' });
      return;
    }
    await afterCommit(async () => this.take(query, receivedAt.getTime()));
  }

  /** Those who wait for an answer get it before the database closes. */
  async beforeApplicationShutdown(): Promise<void> {
    await Promise.all(this.inHand);
  }

  private take(query: PreCheckoutQuery, receivedAt: number): void {
    if (this.taken.get(query.id, performance.now())) return;
    this.taken.set(query.id, true, performance.now());
    const work = this.answer(query, receivedAt).finally(() => this.inHand.delete(work));
    this.inHand.add(work);
  }

  private async answer(query: PreCheckoutQuery, receivedAt: number): Promise<void> {
    try {
      const outcome = await this.insist(query, receivedAt + ANSWERED_WITHIN_MS);
      this.outcomes.inc({ outcome });
      if (outcome !== 'too-late') this.seconds.observe((Date.now() - receivedAt) / 1_000);
    } catch (error) {
      this.outcomes.inc({ outcome: 'unanswered' });
      this.logger.error({ msg: 'question before a payment not answered', error });
    }
  }

  /** Again and again until the time is over: answering twice does no harm. */
  private async insist(query: PreCheckoutQuery, deadline: number) {
    for (;;) {
      try {
        return await withDeadline(this.once(query), TRY_MS, 'the answer hangs');
      } catch (error) {
        if (isTooLate(error)) return 'too-late';
        const waitMs = retryAfterMs(error) ?? RETRY_MS;
        if (Date.now() + waitMs > deadline) throw error;
        await delay(waitMs);
      }
    }
  }

  private async once(query: PreCheckoutQuery): Promise<CheckoutVerdict> {
    const { verdict, language } = await this.invoices.check({
      payload: query.invoice_payload,
      currency: query.currency,
      amount: query.total_amount,
      payerTelegramId: query.from.id,
    });
    const reason =
      verdict === 'ok'
        ? undefined
        : this.catalogue.plain(
            language ?? languageOf(query.from.language_code),
            `checkout-${verdict}`,
          );
    await this.bot.telegram.answerPreCheckoutQuery(query.id, verdict === 'ok', reason);
    return verdict;
  }
}

/** What people write cannot hold it: a quotation mark in a text is escaped. */
const WORDS = '"pre_checkout_query"';

const queryIn = (raw: string): PreCheckoutQuery | undefined => {
  const { pre_checkout_query: query } = JSON.parse(raw) as {
    pre_checkout_query?: PreCheckoutQuery | null;
  };
  return query?.from ? query : undefined;
};

/** Telegram does not wait any more, or somebody else has answered. */
const isTooLate = (error: unknown): boolean =>
  error instanceof TelegramError &&
  error.code === 400 &&
  /query is too old|query ID is invalid|QUERY_ID_INVALID/i.test(error.description);

import { Injectable } from '@nestjs/common';
import { withDeadline } from '@aisha/platform';
import { InjectBot } from 'nestjs-telegraf';
import type { Telegraf } from 'telegraf';
import { z } from 'zod';

const partner = z.looseObject({
  type: z.string(),
  transaction_type: z.string().optional(),
  invoice_payload: z.string().optional(),
  user: z
    .looseObject({ id: z.number(), first_name: z.string(), username: z.string().optional() })
    .optional(),
});
const transactions = z.looseObject({
  transactions: z.array(
    z.looseObject({
      id: z.string(),
      amount: z.number(),
      /** Unix seconds. */
      date: z.number(),
      source: partner.optional(),
      receiver: partner.optional(),
    }),
  ),
});
/** Bot API `StarTransaction`, as far as it concerns us. */
export type StarTransaction = z.infer<typeof transactions>['transactions'][number];
export type TransactionPartner = z.infer<typeof partner>;

/** Above the transport's own bounds for connecting and answering, which come first. */
const DEADLINE_MS = 25_000;

type CallApi = (method: string, payload: object) => Promise<unknown>;

/** Methods of the Bot API about Stars (since 7.4) that telegraf's types do not know. */
@Injectable()
export class StarsApi {
  constructor(@InjectBot() private readonly bot: Telegraf) {}

  /** @throws TelegramError, with CHARGE_ALREADY_REFUNDED for what was refunded before */
  async refund(userId: number, chargeId: string): Promise<void> {
    await this.call('refundStarPayment', {
      user_id: userId,
      telegram_payment_charge_id: chargeId,
    });
  }

  /** Oldest first. @param limit at most 100 */
  async transactions(offset: number, limit: number): Promise<StarTransaction[]> {
    const page = await this.call('getStarTransactions', { offset, limit });
    return transactions.parse(page).transactions;
  }

  private call(method: string, payload: object): Promise<unknown> {
    const { telegram } = this.bot;
    const callApi = telegram.callApi.bind(telegram) as unknown as CallApi;
    return withDeadline(callApi(method, payload), DEADLINE_MS, `${method} was not answered`);
  }
}

import { z } from 'zod';
import { badRequest } from '../bot-api.error';
import { refundCharge } from '../person/person-payments';
import type { CallParams } from '../server/call-params';
import type { InlineKeyboard, Message, User } from '../wire.types';
import type { Charge } from '../world/change.types';
import { userOf } from '../world/people';
import type { World } from '../world/world';
import type { BotMethods, MethodCall } from './bot-method.types';
import { post } from './outgoing-message';
import { readButtons } from './reply-markup';
import { writableChat } from './target-chat';

const MAX_PAGE = 100;
const prices = z.array(z.looseObject({ label: z.string(), amount: z.int().positive() }));

/** Telegram Stars: offers, refunds and the list of transactions. */
export const paymentMethods: BotMethods = {
  sendInvoice,
  refundStarPayment: ({ world, params }) => {
    const charge = world.stars.find(params.text('telegram_payment_charge_id') ?? '');
    if (!charge || charge.personId !== params.integer('user_id')) {
      throw badRequest('CHARGE_ID_INVALID');
    }
    if (charge.refundedAt !== undefined) throw badRequest('CHARGE_ALREADY_REFUNDED');
    refundCharge(world, charge, { tell: true });
    return true;
  },
  getStarTransactions: ({ world, params }) => {
    const offset = params.integer('offset') ?? 0;
    const limit = Math.min(MAX_PAGE, params.integer('limit') ?? MAX_PAGE);
    return { transactions: transactions(world).slice(offset, offset + limit) };
  },
  getMyStarBalance: ({ world }) => ({ amount: world.stars.balance }),
};

function sendInvoice(call: MethodCall): Message {
  writableChat(call.world, call.params);
  const { invoice, payload } = readInvoice(call.params);
  const [first] = readButtons(call.params).inline?.inline_keyboard[0] ?? [];
  if (first && !first.pay) {
    throw badRequest('the first button of an invoice must be the Pay button');
  }
  return post(call, { invoice, reply_markup: payButton(invoice.total_amount) }, payload);
}

const payButton = (stars: number): InlineKeyboard => ({
  inline_keyboard: [[{ text: `Pay ⭐️${stars}`, pay: true }]],
});

function readInvoice(params: CallParams) {
  const title = bounded(params, 'title', 32, 'TITLE');
  const description = bounded(params, 'description', 255, 'DESCRIPTION');
  const payload = bounded(params, 'payload', 128, 'PAYLOAD');
  const [price, ...others] = params.json('prices', prices, 'prices') ?? [];
  const currency = params.text('currency') ?? '';
  if (currency !== 'XTR') throw badRequest('CURRENCY_INVALID');
  if (!price || others.length > 0) throw badRequest('STARS_INVOICE_INVALID');
  const start_parameter = params.text('start_parameter') ?? '';
  return {
    invoice: { title, description, start_parameter, currency, total_amount: price.amount },
    payload,
  };
}

function bounded(params: CallParams, name: string, maxBytes: number, code: string) {
  const text = params.text(name) ?? '';
  const size = name === 'payload' ? Buffer.byteLength(text) : [...text].length;
  if (size === 0 || size > maxBytes) throw badRequest(`INVOICE_${code}_INVALID`);
  return text;
}

function transactions(world: World) {
  return world.stars
    .all()
    .flatMap((charge) => [incoming(world, charge), ...outgoing(world, charge)])
    .sort((a, b) => a.date - b.date);
}

const incoming = (world: World, charge: Charge) => ({
  id: charge.payment.telegram_payment_charge_id,
  amount: charge.payment.total_amount,
  date: charge.date,
  source: partner(world, charge),
});

const outgoing = (world: World, charge: Charge) =>
  charge.refundedAt === undefined
    ? []
    : [
        {
          id: charge.payment.telegram_payment_charge_id,
          amount: charge.payment.total_amount,
          date: charge.refundedAt,
          receiver: partner(world, charge),
        },
      ];

function partner(world: World, { personId, payment }: Charge) {
  const person = world.people.find(personId);
  const user: User | undefined = person && userOf(person);
  const { invoice_payload } = payment;
  return { type: 'user', transaction_type: 'invoice_payment', user, invoice_payload };
}

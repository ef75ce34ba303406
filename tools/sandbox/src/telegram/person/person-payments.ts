import { randomBytes } from 'node:crypto';
import type { PaymentResult, Person } from '../person-api.types';
import type { Message, Payment } from '../wire.types';
import type { Charge, ChatEntry } from '../world/change.types';
import { now } from '../world/chats';
import { chatOf, userOf } from '../world/people';
import type { World } from '../world/world';
import { PersonApiError } from './person-api.error';
import type { PersonMessages } from './person-messages';
import { newQueryId } from './query-id';

/** What somebody pays for: an amount and what the invoice carried. */
export type Offer = Pick<Payment, 'currency' | 'total_amount' | 'invoice_payload'>;

/** Payments in Stars, from the question to the bot to the charge. */
export class PersonPayments {
  constructor(
    private readonly world: World,
    private readonly messages: PersonMessages,
  ) {}

  /**
   * Pays an invoice, or the copy of one that was sent to somebody else.
   * @param invitedId whose chat the invoice stands in
   */
  async payInvoice(payer: Person, messageId: number, invitedId: number): Promise<PaymentResult> {
    const entry = this.world.chats.find(invitedId, messageId);
    if (!entry) throw new PersonApiError(404, 'there is no such message');
    const { invoice } = entry.message;
    if (!invoice) throw new PersonApiError(400, 'the message has no such button');
    if (payer.id !== invitedId && invoice.start_parameter !== '') {
      throw new PersonApiError(400, 'forwarded copies of this invoice have no button to pay');
    }
    return this.pay(payer, offerOf(entry));
  }

  /** Asks the bot whether the payment may go on, then pays. */
  async pay(payer: Person, offer: Offer): Promise<PaymentResult> {
    const id = newQueryId();
    const asked = this.world.checkouts.ask(id);
    const query = { id, from: userOf(payer), ...offer };
    this.world.updates.push({ pre_checkout_query: query }, `checkout-${payer.id}`);
    const answer = await asked;
    if (!answer) return { outcome: 'timeout' };
    if (!answer.ok) return { outcome: 'refused', reason: answer.reason ?? '' };
    return { outcome: 'paid', chargeId: this.charge(payer, offer, { tell: true }) };
  }

  /**
   * Takes the money without a question.
   * @param tell whether the bot hears of it; if not, only the list of transactions knows
   * @returns the id of the charge
   */
  charge(payer: Person, offer: Offer, { tell }: { tell: boolean }): string {
    const payment = {
      ...offer,
      telegram_payment_charge_id: `stx${randomBytes(24).toString('base64url')}`,
      provider_payment_charge_id: `${payer.id}_${now()}`,
    };
    this.world.stars.add({ personId: payer.id, date: now(), payment });
    if (tell) this.messages.send(payer, { successful_payment: payment });
    return payment.telegram_payment_charge_id;
  }
}

/** Gives the Stars of a charge back. @param tell whether the bot gets the service message about it */
export function refundCharge(world: World, charge: Charge, { tell }: { tell: boolean }): void {
  world.stars.refund(charge);
  const person = world.people.find(charge.personId);
  if (!person || !tell) return;
  const message: Omit<Message, 'message_id' | 'date'> = {
    from: userOf(person),
    chat: chatOf(person),
    refunded_payment: charge.payment,
  };
  const entry = world.chats.add({ sender: 'person', message });
  world.updates.push({ message: entry.message }, `chat-${charge.personId}`);
}

const offerOf = ({ message, invoicePayload = '' }: ChatEntry): Offer => ({
  currency: message.invoice?.currency ?? '',
  total_amount: message.invoice?.total_amount ?? 0,
  invoice_payload: invoicePayload,
});

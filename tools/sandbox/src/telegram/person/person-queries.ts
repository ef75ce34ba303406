import { randomBytes, randomInt } from 'node:crypto';
import type { CallbackAnswer, PaymentResult, Person } from '../person-api.types';
import type { Payment } from '../wire.types';
import type { ChatEntry } from '../world/change.types';
import { now } from '../world/chats';
import { userOf } from '../world/people';
import type { World } from '../world/world';
import { PersonApiError } from './person-api.error';
import type { PersonMessages } from './person-messages';

/** What a person does with a message of the bot: presses its buttons, pays its invoice. */
export class PersonQueries {
  constructor(
    private readonly world: World,
    private readonly messages: PersonMessages,
  ) {}

  /** Resolves to the bot's answer, or to null when it was silent for 15 s. */
  async press(person: Person, messageId: number, data: string): Promise<CallbackAnswer | null> {
    const { message } = this.entryWith(person, messageId, (entry) => hasButton(entry, data));
    const id = newQueryId();
    const query = { id, from: userOf(person), message, chat_instance: String(-person.id), data };
    const asked = this.world.callbacks.ask(id);
    this.world.updates.push({ callback_query: query }, `callback-${person.id}`);
    const answer = await asked;
    if (answer) this.tell(person.id, messageId, answer);
    return answer ?? null;
  }

  /** Asks the bot whether the payment may go on, then pays. */
  async pay(person: Person, messageId: number): Promise<PaymentResult> {
    const entry = this.entryWith(person, messageId, ({ message }) => message.invoice !== undefined);
    const payment = paymentFor(entry);
    const { currency, total_amount, invoice_payload } = payment;
    const id = newQueryId();
    const query = { id, from: userOf(person), currency, total_amount, invoice_payload };
    const asked = this.world.checkouts.ask(id);
    this.world.updates.push({ pre_checkout_query: query }, `checkout-${person.id}`);
    const answer = await asked;
    if (!answer) return { outcome: 'timeout' };
    if (!answer.ok) return { outcome: 'refused', reason: answer.reason ?? '' };
    this.world.stars.add({ personId: person.id, date: now(), payment });
    this.messages.send(person, { successful_payment: payment });
    return { outcome: 'paid', chargeId: payment.telegram_payment_charge_id };
  }

  private entryWith(person: Person, messageId: number, fits: (entry: ChatEntry) => boolean) {
    const entry = this.world.chats.find(person.id, messageId);
    if (!entry) throw new PersonApiError(404, 'there is no such message');
    if (!fits(entry)) throw new PersonApiError(400, 'the message has no such button');
    return entry;
  }

  private tell(chatId: number, messageId: number, answer: CallbackAnswer) {
    const event = { name: 'callback-answer', data: { messageId, ...answer } } as const;
    this.world.events.emit(chatId, { seq: this.world.counters.seq, event });
  }
}

const hasButton = ({ message }: ChatEntry, data: string) =>
  message.reply_markup?.inline_keyboard.flat().some((button) => button.callback_data === data) ??
  false;

/** As long as Telegram's. */
export const newQueryId = () => `${randomInt(10 ** 9, 10 ** 10)}${randomInt(10 ** 8, 10 ** 9)}`;

const paymentFor = ({ message, invoicePayload = '' }: ChatEntry): Payment => ({
  currency: message.invoice?.currency ?? '',
  total_amount: message.invoice?.total_amount ?? 0,
  invoice_payload: invoicePayload,
  telegram_payment_charge_id: `stx${randomBytes(24).toString('base64url')}`,
  provider_payment_charge_id: `${message.chat.id}_${message.message_id}`,
});

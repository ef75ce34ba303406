import type { ChatMessage, PaymentResult } from '@aisha/sandbox';
import { eventually } from '@aisha/testing';
import { type Person, words } from './person';
import type { Stack } from './stack';

type Place = Pick<Stack, 'rows' | 'urls' | 'botId'>;

/** A payment by order of the sandbox, past the chat. */
export interface OrderedPayment {
  person: Person;
  stars: number;
  payload: string;
  currency?: string;
  how?: 'checkout' | 'charge' | 'lost';
}

export async function orderPayment(
  { urls }: Place,
  { person, ...payment }: OrderedPayment,
): Promise<PaymentResult> {
  return post(urls, 'payments', { personId: person.id, ...payment });
}

/** Like a payment that is certain to go through. @returns the charge */
export async function charged(place: Place, payment: OrderedPayment): Promise<string> {
  const result = await orderPayment(place, payment);
  if (result.outcome !== 'paid') throw new Error(`the payment was ${result.outcome}`);
  return result.chargeId;
}

/** Telegram gives the money back by itself. */
export async function orderRefund({ urls }: Place, chargeId: string, tell = true): Promise<void> {
  await post(urls, 'refunds', { chargeId, tell });
}

/** Chooses a package. @returns the invoice */
export async function invoiceFor(person: Person, button: RegExp): Promise<ChatMessage> {
  const before = (await invoices(person)).length;
  await person.press(button);
  return eventually(async () => {
    const sent = await invoices(person);
    if (sent.length <= before) throw new Error('no new invoice');
    return sent.at(-1)!;
  });
}

export const invoices = async (person: Person): Promise<ChatMessage[]> =>
  (await person.answers()).filter(({ invoice }) => invoice);

/** From the command to the charge. */
export async function topUp(person: Person, button: RegExp): Promise<string> {
  await person.say('/topup');
  await person.hears(/Top up your balance|Пополнение баланса/);
  const invoice = await invoiceFor(person, button);
  const paid = await person.pay(invoice.messageId);
  if (paid.outcome !== 'paid') throw new Error(`the payment was ${paid.outcome}`);
  return paid.chargeId;
}

/** What carried the payload of the newest invoice of a person. */
export async function payloadOf(place: Place, person: Person): Promise<string> {
  const [row] = await place.rows<{ id: string }>(
    `select i.id from invoices i join users u on u.id = i.user_id
     where u.telegram_id = $1 order by i.created_at desc limit 1`,
    [person.id],
  );
  return `topup:${row!.id}`;
}

/** Telegram delivers again the update in whose text this stands. */
export async function redeliver(place: Place, text: string): Promise<void> {
  const rows = await eventually(async () => {
    const found = await place.rows<{ update_id: string }>(
      'select update_id from inbox_updates where payload like $1',
      [`%${text}%`],
    );
    if (found.length === 0) throw new Error('the update has not arrived');
    return found;
  });
  for (const { update_id: updateId } of rows) {
    await post(place.urls, 'redeliver', { updateId: Number(updateId) });
  }
}

/** Waits until no update waits at Telegram or in the inbox, and no message to be sent. */
export async function quiet(place: Place): Promise<void> {
  await eventually(
    async () => {
      const state = (await (
        await fetch(new URL('/_sandbox/state', place.urls.telegram))
      ).json()) as { pendingUpdates: number };
      const waiting = await place.rows(
        `select 1 from inbox_updates where status = 'pending'
         union all select 1 from outbound_messages where status in ('pending', 'sending')`,
      );
      if (state.pendingUpdates + waiting.length > 0) throw new Error('updates or messages wait');
    },
    { timeoutMs: 30_000 },
  );
}

/** What the ledger says that a person owes. */
export async function debtOf(place: Place, person: Person): Promise<number> {
  const [row] = await place.rows<{ balance: string }>(
    `select balance from ledger_accounts a join users u on u.id = a.user_id
     where a.kind = 'debt' and u.telegram_id = $1`,
    [person.id],
  );
  return Math.abs(Number(row?.balance ?? 0));
}

/** Messages of the bot in which this stands. */
export const heard = async (person: Person, text: string): Promise<number> =>
  (await person.answers()).filter((message) => words(message).includes(text)).length;

async function post<Result>(urls: Stack['urls'], path: string, body: object): Promise<Result> {
  const response = await fetch(new URL(`/_sandbox/${path}`, urls.telegram), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
  return (await response.json()) as Result;
}

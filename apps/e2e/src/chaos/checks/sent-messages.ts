import type { Call, History, OutboundRow } from '../history';

/** Puts a message of its own into a chat: no edits, no signs of life. */
const SENDS = /^send(?!ChatAction$|MessageDraft$)/i;

export const sendsOf = ({ calls }: Pick<History, 'calls'>): Call[] =>
  calls.filter(({ method, messageId }) => SENDS.test(method) && messageId !== undefined);

/** Rows that were sent as a message of their own, by chat, in order: they edited none that was there before. */
export function newMessages(outbound: OutboundRow[]): Map<number, OutboundRow[]> {
  const chats = new Map<number, OutboundRow[]>();
  const seen = new Set<number>();
  for (const row of [...outbound].sort((a, b) => a.seq - b.seq)) {
    const isEdit = row.messageId === row.replaces || seen.has(row.messageId ?? Number.NaN);
    if (row.messageId === null || isEdit) continue;
    seen.add(row.messageId);
    chats.set(row.chatId, [...(chats.get(row.chatId) ?? []), row]);
  }
  return chats;
}

/** The update that a row replies to, if it replies to one at once. */
export function updateOf({ key }: OutboundRow): number | undefined {
  const [, updateId] = /^reply-\d+-(\d+)-\d+$/.exec(key) ?? [];
  return updateId === undefined ? undefined : Number(updateId);
}

/** Sends whose message no row knows: the row was sent once more, and knows the other one. */
export function copiesOf(history: Pick<History, 'outbound' | 'calls'>): Call[] {
  const known = new Set(
    [...newMessages(history.outbound).values()].flat().map(({ messageId }) => messageId),
  );
  return sendsOf(history).filter(({ messageId }) => !known.has(messageId!));
}

import { type Call, failure, type Finding, type History, type OutboundRow } from '../history';
import { copiesOf, newMessages, sendsOf, updateOf } from './sent-messages';

/** Everyone who asked hears an answer, in order. Copies are counted by `checkCopies`. */
export function checkReplies(history: History): Finding[] {
  return [
    failure('replies lost', [...unanswered(history), ...unseen(history)]),
    failure('replies out of order', outOfOrder(history)),
  ];
}

/** No row, or one that never was sent. */
function unanswered({ asked, outbound, work }: History): unknown[] {
  const replied = new Set<number | undefined>();
  for (const row of outbound) if (row.status === 'sent') replied.add(updateOf(row));
  const sent = new Set(outbound.flatMap(({ status, key }) => (status === 'sent' ? [key] : [])));
  const unsent = outbound.filter(({ status }) => status !== 'sent');
  const repliesAtOnce = ['command', 'press', 'purchase'];
  return [
    ...asked.filter(({ what, updateId }) => repliesAtOnce.includes(what) && !replied.has(updateId)),
    ...work.filter(({ open, ...row }) => !open && !resultKeys(row).some((key) => sent.has(key))),
    ...unsent,
  ];
}

const resultKeys = ({ table, id }: Pick<History['work'][number], 'table' | 'id'>): string[] => {
  switch (table) {
    case 'answers':
      return [`answer-${id}`];
    case 'images':
      return [`picture-ready-${id}`, `picture-failed-${id}`];
    case 'transcripts':
      return [`transcript-ready-${id}`, `transcript-failed-${id}`];
  }
};

/** Marked as sent, but Telegram never saw it. */
function unseen(history: History): OutboundRow[] {
  const seen = new Set(sendsOf(history).map(({ messageId }) => messageId));
  const rows = [...newMessages(history.outbound).values()].flat();
  return rows.filter(({ messageId }) => !seen.has(messageId!));
}

/** A row that a copy went before is left out: its second copy came late because it is one, which is counted as such. */
function outOfOrder(history: History): OutboundRow[] {
  const calls = new Map(sendsOf(history).map((call) => [call.messageId, call]));
  const copies = copiesOf(history);
  const isSecondCopy = ({ seq, chatId, payloadSummary }: Call) =>
    copies.some(
      (copy) => copy.chatId === chatId && copy.payloadSummary === payloadSummary && copy.seq < seq,
    );
  return [...newMessages(history.outbound).values()].flatMap((rows) => {
    let newest = 0;
    return rows.filter(({ messageId }) => {
      const call = calls.get(messageId!);
      if (!call || isSecondCopy(call)) return false;
      const isLate = call.seq < newest;
      newest = Math.max(newest, call.seq);
      return isLate;
    });
  });
}

import { type Asked, failure, type Finding, type History, type WorkRow } from '../history';
import { updateOf } from './sent-messages';

/** Nothing that was asked is lost, nothing acts twice, each chat is handled in order, poison stands alone. */
export function checkUpdates(history: History): Finding[] {
  return [
    failure('updates lost', lost(history)),
    failure('updates handled twice', handledTwice(history)),
    failure('updates handled out of order', outOfOrder(history)),
    failure('poison not set aside', notSetAside(history)),
  ];
}

function lost({ asked, inbox, recordings, work }: History): unknown[] {
  const done = new Set(
    inbox.filter(({ status }) => status === 'done').map(({ updateId }) => updateId),
  );
  const words = wordsOf(work);
  const isLost = ({ updateId, mark }: Asked) =>
    !done.has(updateId) || (mark !== undefined && !words.has(mark));
  const heard = work.filter(({ table }) => table === 'transcripts').length;
  return [
    ...asked.filter((one) => one.what !== 'poison' && isLost(one)),
    ...Array.from({ length: Math.max(0, recordings - heard) }, () => 'a recording'),
  ];
}

function handledTwice({ asked, recordings, work }: History): unknown[] {
  const words = wordsOf(work);
  const heard = work.filter(({ table }) => table === 'transcripts').length;
  return [
    ...asked.filter(({ mark }) => mark !== undefined && (words.get(mark) ?? 0) > 1),
    ...Array.from({ length: Math.max(0, heard - recordings) }, () => 'a recording'),
  ];
}

/** A reply's place in its chat's sequence is given as its update is handled. */
function outOfOrder({ asked, outbound }: History): unknown[] {
  const place = new Map(asked.map(({ updateId }, index) => [updateId, index]));
  const newest = new Map<number, number>();
  return [...outbound]
    .sort((a, b) => a.seq - b.seq)
    .filter((row) => {
      const index = place.get(updateOf(row) ?? Number.NaN);
      if (index === undefined) return false;
      const before = newest.get(row.chatId) ?? -1;
      newest.set(row.chatId, Math.max(before, index));
      return index < before;
    });
}

function notSetAside({ asked, inbox }: History): unknown[] {
  const status = new Map(inbox.map((row) => [row.updateId, row.status]));
  return asked.filter(
    ({ what, updateId }) => what === 'poison' && status.get(updateId) !== 'quarantined',
  );
}

/** How often each question or prompt became work. */
const wordsOf = (work: WorkRow[]) => {
  const counts = new Map<string, number>();
  for (const { words } of work) counts.set(words, (counts.get(words) ?? 0) + 1);
  return counts;
};

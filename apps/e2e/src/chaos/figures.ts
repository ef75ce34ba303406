import { percentile } from '../bench/figures';
import { sendsOf, updateOf } from './checks/sent-messages';
import type { FaultRecord, History } from './history';

/** A fault's consequences may show this long after it has passed. */
export const AFTERMATH_MS = 2_000;
const EDITS = /^editMessage/i;

export interface Gap {
  fault: string;
  tries: number;
  medianMs: number;
  mostMs: number;
}

/** The longest time without a reply to anyone, during each fault and right after it, by the kind of fault. */
export function gapsByFault(history: History): Gap[] {
  const replies = history.calls
    .filter((call) => EDITS.test(call.method) || sendsOf({ calls: [call] }).length > 0)
    .map(({ at }) => at);
  const gaps = new Map<string, number[]>();
  for (const fault of history.faults)
    gaps.set(fault.name, [...(gaps.get(fault.name) ?? []), longestGap(replies, fault)]);
  return [...gaps].map(([fault, found]) => {
    const sorted = found.sort((a, b) => a - b);
    return {
      fault,
      tries: sorted.length,
      medianMs: percentile(sorted, 0.5),
      mostMs: sorted.at(-1)!,
    };
  });
}

/** Between two replies of which the later one came while the fault could be felt. */
function longestGap(replies: number[], { begunAt, endedAt }: FaultRecord): number {
  const end = endedAt + AFTERMATH_MS;
  let longest = 0;
  let before = begunAt;
  for (const at of replies) {
    if (at > before) longest = Math.max(longest, at - before);
    if (at > end) return longest;
    before = Math.max(before, at);
  }
  return longest;
}

/** Milliseconds from an update's arrival to the message that replies to it at once, sorted. */
export function replyTimes({ asked, outbound, calls }: History): number[] {
  const arrived = new Map(asked.map(({ updateId, at }) => [updateId, at]));
  const sent = new Map(sendsOf({ calls }).map(({ messageId, at }) => [messageId!, at]));
  return outbound
    .flatMap((row) => {
      const from = arrived.get(updateOf(row) ?? Number.NaN);
      const to = sent.get(row.messageId ?? Number.NaN);
      // An edit bears the id of an older message.
      return from === undefined || to === undefined || to < from ? [] : [to - from];
    })
    .sort((a, b) => a - b);
}

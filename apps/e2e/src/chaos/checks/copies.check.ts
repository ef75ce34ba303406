import { type Call, failure, type FaultRecord, type Finding, type History, told } from '../history';
import { newMessages, sendsOf } from './sent-messages';

/** A send may have been under way this long when its fault began, and is tried again this long after its end. */
const BEFORE_MS = 1_000;
const AFTER_MS = 2_000;

/**
 * Messages that Telegram got more than once. A copy is excused only by a fault that takes away the answer to a
 * send under way, and only as many as were under way; each other one is a failure.
 */
export function checkCopies(history: History): Finding[] {
  const copies = copiesOf(history);
  const blame = new Map<FaultRecord, Call[]>();
  const unexplained = copies.filter((copy) => {
    const fault = culprit(copy, history.faults);
    if (fault) blame.set(fault, [...(blame.get(fault) ?? []), copy]);
    return !fault;
  });
  const tooMany = [...blame].flatMap(([fault, calls]) =>
    fault.doubling === 'in-flight' ? calls.slice(fault.inFlight) : [],
  );
  return [
    failure('replies doubled without a reason', unexplained),
    failure('replies doubled beyond the sends in flight', tooMany),
    told(
      'replies doubled by a lost answer',
      copies.length - unexplained.length - tooMany.length,
      [...blame].map(
        ([{ name, inFlight }, calls]) => `${name}: ${calls.length} (${inFlight} in flight)`,
      ),
    ),
  ];
}

/** Sends whose message no row knows: the row was sent once more, and knows the other one. */
function copiesOf(history: History): Call[] {
  const known = new Set(
    [...newMessages(history.outbound).values()].flat().map(({ messageId }) => messageId),
  );
  return sendsOf(history).filter(({ messageId }) => !known.has(messageId!));
}

/** The last fault before the copy that could have brought it about. */
const culprit = ({ at }: Call, faults: FaultRecord[]): FaultRecord | undefined =>
  faults
    .filter(({ doubling }) => doubling !== 'none')
    .findLast(({ begunAt, endedAt }) => at >= begunAt - BEFORE_MS && at <= endedAt + AFTER_MS);

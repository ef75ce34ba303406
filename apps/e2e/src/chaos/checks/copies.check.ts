import { type Call, failure, type FaultRecord, type Finding, type History, told } from '../history';
import { copiesOf } from './sent-messages';

/** A send may have been under way this long when its fault began or ended; a busy machine takes its time. */
const BEFORE_MS = 5_000;
const AFTER_MS = 5_000;

/**
 * Messages that Telegram got more than once. A copy is excused only by a fault that takes away the answer to a
 * send under way, and only as many as were under way; each other one is a failure.
 */
export function checkCopies(history: History): Finding[] {
  const copies = copiesOf(history);
  const excused = new Map<FaultRecord, number>();
  const [unexplained, tooMany]: [Call[], Call[]] = [[], []];
  for (const copy of copies) {
    const suspects = suspectsFor(copy, history.faults);
    const culprit = suspects.find((fault) => (excused.get(fault) ?? 0) < allowanceOf(fault));
    if (culprit) excused.set(culprit, (excused.get(culprit) ?? 0) + 1);
    else (suspects.length > 0 ? tooMany : unexplained).push(copy);
  }
  return [
    failure('replies doubled without a reason', unexplained),
    failure('replies doubled beyond the sends in flight', tooMany),
    told(
      'replies doubled by a lost answer',
      copies.length - unexplained.length - tooMany.length,
      [...excused].map(
        ([{ name, inFlight }, count]) => `${name}: ${count} (${inFlight} in flight)`,
      ),
    ),
  ];
}

const allowanceOf = ({ doubling, inFlight }: FaultRecord): number =>
  doubling === 'unbounded' ? Infinity : inFlight;

/** The faults that could have brought the copy about, the one that is over first before the others. */
const suspectsFor = ({ at }: Call, faults: FaultRecord[]): FaultRecord[] =>
  faults
    .filter(({ doubling }) => doubling !== 'none')
    .filter(({ begunAt, endedAt }) => at >= begunAt - BEFORE_MS && at <= endedAt + AFTER_MS)
    .sort((a, b) => a.endedAt - b.endedAt);

import type { OperatorMistake, OperatorTask } from '@aisha/contracts';
import { type Outcome, saying } from '../dialogue/outcome';
import type { Typed } from './operator-tables';

/** Asks an operator to type something; what comes next in the chat is it. */
export const asking = (task: OperatorTask, subjectId?: string): Outcome =>
  saying(
    { kind: 'operator-question', task, subjectId },
    { session: { screen: 'operator-words', task, subjectId } },
  );

/** Says what was wrong, and asks again. @param words the piece that is meant */
export const mistaken = (
  { task, subjectId }: Typed,
  mistake: OperatorMistake,
  words?: string,
): Outcome =>
  saying(
    { kind: 'operator-question', task, subjectId, mistake, words: words?.slice(0, 200) },
    { session: { screen: 'operator-words', task, subjectId } },
  );

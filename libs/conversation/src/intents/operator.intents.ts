import type { OperatorTask } from '@aisha/contracts';
import type { OperatorAction } from '../actions/operator.actions';

/** What an operator can want: what their buttons say, and what they type. */
export type OperatorDeed =
  | OperatorAction
  /** As the command of this name, or asked for by a button. */
  | { do: 'op-typed'; task: OperatorTask; subjectId?: string; words: string };

/**
 * What an operator wants done. Whether it is one is looked at where it is done; `by` says how everybody else is
 * answered: as if the command, the button or the question did not exist.
 */
export interface OperatorIntent {
  do: 'operate';
  by: 'command' | 'press' | 'words';
  deed: OperatorDeed;
}

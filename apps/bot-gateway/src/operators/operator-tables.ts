import type { OperatorTask } from '@aisha/contracts';
import type { OperatorDeed } from '@aisha/conversation';
import type { Circumstances, Outcome } from '../dialogue/outcome';

/** What is done about each thing that operators want: one that nobody does does not compile. */
export type DeedTable<Verbs extends OperatorDeed['do']> = {
  [Verb in Verbs]: (
    deed: Extract<OperatorDeed, { do: Verb }>,
    circumstances: Circumstances,
  ) => Outcome | Promise<Outcome>;
};

/** What an operator typed, and about whom or what. */
export interface Typed {
  task: OperatorTask;
  subjectId?: string;
  words: string;
}

/** What is done about typed words, by what was asked. */
export type TypedTable<Tasks extends OperatorTask> = {
  [Task in Tasks]: (typed: Typed, circumstances: Circumstances) => Outcome | Promise<Outcome>;
};

import type { Intent } from '@aisha/conversation';
import type { Circumstances, Outcome } from './outcome';

type IntentOf<Of extends Intent, Verb> = Of extends Intent
  ? Verb extends Of['do']
    ? Of
    : never
  : never;

/** One function for each thing that the dialogue wants: one that nobody does does not compile. */
export type Appliers<Of extends Intent> = {
  [Verb in Of['do']]: (
    intent: IntentOf<Of, Verb>,
    circumstances: Circumstances,
  ) => Outcome | Promise<Outcome>;
};

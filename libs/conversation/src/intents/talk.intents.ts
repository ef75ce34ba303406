import type { Persona } from '@aisha/contracts';
import type { AnnouncedFile } from '../input';

/** What is to be done about the talk with the assistant. */
export type AnswerIntent =
  /** Without an id: whichever is being written. */
  | { do: 'stop-answer'; answerId?: string }
  | { do: 'say-answer'; answerId: string }
  | { do: 'renew-talk' }
  | { do: 'set-persona'; persona: Persona }
  /** A question like any other: nothing is made of the photo, and it goes with the answer. */
  | { do: 'ask-about-picture'; picture: AnnouncedFile; caption: string };

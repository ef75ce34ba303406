import type { Persona } from '@aisha/contracts';
import type { AnnouncedFile } from '../input';

/** What is to be done about the talk with the assistant. */
export type AnswerIntent =
  /** Without an id: whichever is being written. */
  | { do: 'stop-answer'; answerId?: string }
  | { do: 'say-answer'; answerId: string }
  | { do: 'renew-talk' }
  | { do: 'set-persona'; persona: Persona }
  /** The photo goes with the answer. */
  | { do: 'ask-about-picture'; photo: AnnouncedFile; caption: string };

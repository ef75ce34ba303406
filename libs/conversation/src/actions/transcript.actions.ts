import { type ActionOf, number, oneOf, uuid } from '../action-codec';

const transcript = { transcriptId: uuid };

export const TRANSCRIPT_ACTIONS = {
  transcripts: { page: number },
  /** Those that hold the words that the person looked for last. */
  'transcripts-found': { page: number },
  /** The list that the person looked at last. */
  'transcripts-back': {},
  'transcripts-search': {},
  'open-transcript': transcript,
  'pay-transcript': transcript,
  'decline-transcript': transcript,
  'promo-transcript': transcript,
  'answer-transcript': transcript,
  'show-transcript': transcript,
  'transcript-audio': transcript,
  'rename-transcript': transcript,
  'ask-delete-transcript': transcript,
  'delete-transcript': transcript,
  'transcript-modes': {},
  /** What recordings are turned into from now on. */
  'transcript-mode': { mode: oneOf(['both', 'transcript', 'answer']) },
};
export type TranscriptAction = ActionOf<typeof TRANSCRIPT_ACTIONS>;

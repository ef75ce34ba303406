import { type ActionOf, number, uuid } from '../action-codec';

export const TRANSCRIPT_ACTIONS = {
  transcripts: { page: number },
  'open-transcript': { transcriptId: uuid },
  'pay-transcript': { transcriptId: uuid },
  'decline-transcript': { transcriptId: uuid },
};
export type TranscriptAction = ActionOf<typeof TRANSCRIPT_ACTIONS>;

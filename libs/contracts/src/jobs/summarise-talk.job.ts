import { z } from 'zod';
import { defineJob, type PayloadOf } from '../job';

/** Transcription worker: put what was said long ago in a chat into a summary. The next answer reminds of a lost one. */
export const summariseTalk = defineJob({
  queue: 'summarise-talk',
  payload: z.object({ botId: z.number().int(), chatId: z.number().int() }),
  key: ({ botId, chatId }) => `talk-${botId}-${chatId}`,
  attempts: 2,
  backoffMs: 5_000,
});
export type SummariseTalk = PayloadOf<typeof summariseTalk>;

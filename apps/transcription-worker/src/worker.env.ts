import { databaseEnv } from '@aisha/delivery';
import { openaiEnv, storageEnv } from '@aisha/integrations';
import { processEnv, redisEnv } from '@aisha/platform';
import { mediaEnv } from '@aisha/transcripts';
import { z } from 'zod';

/** Everything that the transcription worker reads from its environment. */
export const workerEnv = {
  ...processEnv(8083),
  ...databaseEnv,
  ...redisEnv,
  ...storageEnv,
  ...openaiEnv,
  ...mediaEnv,
  /** Images of workers are started with `worker`; it changes nothing here. */
  BOT_MODE: z.string().optional(),
};

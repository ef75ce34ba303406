import { callbackEnv } from '@aisha/avatars';
import { databaseEnv } from '@aisha/delivery';
import { falWebhookEnv } from '@aisha/integrations';
import { processEnv, redisEnv } from '@aisha/platform';
import { z } from 'zod';

/** All that this process reads: no bot token, no provider's key. */
export const webhookApiEnv = {
  ...processEnv(8001),
  ...databaseEnv,
  ...redisEnv,
  ...falWebhookEnv,
  ...callbackEnv,
  /** Bearer token of bucket notifications. */
  MINIO_WEBHOOK_TOKEN: z.string('is missing').min(1),
};
export type WebhookApiConfig = z.infer<z.ZodObject<typeof webhookApiEnv>>;

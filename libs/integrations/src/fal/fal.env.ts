import { z } from 'zod';

/** What a process that calls FAL needs. */
export const falEnv = {
  FAL_KEY: z.string().min(1),
  FAL_QUEUE_URL: z.url().default('https://queue.fal.run'),
  FAL_REST_URL: z.url().default('https://rest.fal.ai'),
};

/** What a process that takes FAL's callbacks needs; it holds no key. */
export const falWebhookEnv = {
  FAL_WEBHOOK_JWKS_URL: z.url().default('https://rest.fal.ai/.well-known/jwks.json'),
  /** The only FAL account whose callbacks count; without it any account's signature is accepted. */
  FAL_WEBHOOK_USER_ID: z.string().min(1).optional(),
};

/** Validated `falEnv`. */
export type FalConfig = z.infer<z.ZodObject<typeof falEnv>>;
/** Validated `falWebhookEnv`. */
export type FalWebhookConfig = z.infer<z.ZodObject<typeof falWebhookEnv>>;

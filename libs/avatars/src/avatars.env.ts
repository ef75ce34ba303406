import { wholeNumber } from '@aisha/platform';
import { z } from 'zod';

/** What a process that takes FAL's callbacks needs to know of them. */
export const callbackEnv = {
  /** Signs the `job` token in our callback addresses. */
  CALLBACK_SECRET: z.string('is missing').min(16, 'must have 16 characters or more'),
};
export type CallbackConfig = { CALLBACK_SECRET: string };

/** What becomes of photos: the worker does it, the gateway says it before the first one is asked for. */
export const photoRetentionEnv = {
  /** Days that a person's photos stay after a successful training. */
  TRAINING_PHOTO_RETENTION_DAYS: wholeNumber(0, 3_650).default(0),
};
export type PhotoRetentionConfig = { TRAINING_PHOTO_RETENTION_DAYS: number };

/** What the process that works on photos, trainings and pictures needs besides FAL and storage. */
export const avatarsEnv = {
  ...callbackEnv,
  ...photoRetentionEnv,
  /** Base address at which strangers reach webhook-api; without it FAL is asked by polling. */
  PUBLIC_URL: z.url({ protocol: /^https?$/, error: 'must be an http(s) URL' }).optional(),
};
export type AvatarsConfig = CallbackConfig & PhotoRetentionConfig & { PUBLIC_URL?: string };

import { wholeNumber } from '@aisha/platform';
import { z } from 'zod';

/** What a process that takes FAL's callbacks needs to know of them. */
export const callbackEnv = {
  /** Signs the `job` token in our callback addresses. */
  CALLBACK_SECRET: z.string('is missing').min(16, 'must have 16 characters or more'),
};
export type CallbackConfig = { CALLBACK_SECRET: string };

/** What the process that works on photos, trainings and pictures needs besides FAL and storage. */
export const avatarsEnv = {
  ...callbackEnv,
  /** Base address at which strangers reach webhook-api; without it FAL is asked by polling. */
  PUBLIC_URL: z.url({ protocol: /^https?$/, error: 'must be an http(s) URL' }).optional(),
  /** Days that a person's photos stay after a successful training. */
  TRAINING_PHOTO_RETENTION_DAYS: wholeNumber(0, 3_650).default(0),
};
export type AvatarsConfig = CallbackConfig & {
  PUBLIC_URL?: string;
  TRAINING_PHOTO_RETENTION_DAYS: number;
};

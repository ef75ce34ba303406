import type { z } from 'zod';
import { about } from './notice-shapes';

/** The training of an avatar. */
export const trainingNotices = [
  about('training-presets', 'avatarId'),
  /** What versions without progress said at the beginning; it may wait in the outbox. */
  about('training-started', 'avatarId'),
  about('training-progress', 'trainingId'),
  about('training-cancel-request', 'trainingId'),
  about('training-stopping', 'trainingId'),
  about('training-failed', 'trainingId'),
] as const;
export type TrainingNotice = z.infer<(typeof trainingNotices)[number]>;

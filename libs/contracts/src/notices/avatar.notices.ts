import type { z } from 'zod';
import { about, bare } from './notice-shapes';

/** Avatars, from the first name to the trained model. */
export const avatarNotices = [
  bare('avatars-list'),
  about('avatar-card', 'avatarId'),
  bare('avatar-name-request'),
  bare('avatar-name-invalid'),
  bare('avatar-gender-request'),
  about('training-started', 'avatarId'),
  about('avatar-ready', 'avatarId'),
  about('training-failed', 'trainingId'),
  bare('avatar-discarded'),
] as const;
export type AvatarNotice = z.infer<(typeof avatarNotices)[number]>;

import type { z } from 'zod';
import { about, bare } from './notice-shapes';

/** One avatar and what can be done with it. */
export const avatarCardNotices = [
  about('avatar-card', 'avatarId'),
  about('avatar-rename-request', 'avatarId'),
  about('avatar-delete-request', 'avatarId'),
  bare('avatar-deleted'),
] as const;
export type AvatarCardNotice = z.infer<(typeof avatarCardNotices)[number]>;

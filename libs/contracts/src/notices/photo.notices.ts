import type { z } from 'zod';
import { about, bare } from './notice-shapes';

/** The photos that an avatar is trained on. */
export const photoNotices = [
  about('avatar-photos-request', 'avatarId'),
  about('avatar-photos-progress', 'avatarId'),
  about('photo-refused', 'photoId'),
  bare('photos-not-expected'),
  bare('photos-full'),
  about('avatar-review', 'avatarId'),
] as const;
export type PhotoNotice = z.infer<(typeof photoNotices)[number]>;

import type { z } from 'zod';
import { about, bare } from './notice-shapes';

/** The photos that an avatar is trained on, as a whole. */
export const photoNotices = [
  about('avatar-photos-request', 'avatarId'),
  about('avatar-photos-progress', 'avatarId'),
  bare('photos-not-expected'),
  bare('photos-full'),
  about('avatar-review', 'avatarId'),
] as const;
export type PhotoNotice = z.infer<(typeof photoNotices)[number]>;

/** Single photos of a draft. */
export const draftPhotoNotices = [
  about('photo-refused', 'photoId'),
  about('photo-doubtful', 'photoId'),
  about('photo-kept', 'photoId'),
  about('photo-removed', 'photoId'),
  about('draft-photo', 'photoId'),
  bare('draft-photos-none'),
] as const;
export type DraftPhotoNotice = z.infer<(typeof draftPhotoNotices)[number]>;

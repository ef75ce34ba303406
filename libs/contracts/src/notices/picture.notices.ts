import { z } from 'zod';
import { about, bare } from './notice-shapes';

/** Pictures on their way. */
export const pictureNotices = [
  bare('no-avatar-yet'),
  bare('picture-avatar-request'),
  about('picture-prompt-request', 'avatarId'),
  bare('picture-prompt-invalid'),
  z.object({ kind: z.literal('picture-ratio-request'), prompt: z.string() }),
  about('picture-started', 'imageId'),
  about('picture-ready', 'imageId'),
  about('picture-failed', 'imageId'),
] as const;
export type PictureNotice = z.infer<(typeof pictureNotices)[number]>;

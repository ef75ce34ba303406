import type { z } from 'zod';
import { about, bare } from './notice-shapes';

/** Avatars, from the choice of a kind to the moment they can be used. */
export const avatarNotices = [
  bare('avatars-list'),
  bare('avatar-kind-request'),
  bare('avatar-name-request'),
  bare('avatar-name-invalid'),
  bare('avatar-gender-request'),
  about('instant-photo-request', 'avatarId'),
  about('avatar-ready', 'avatarId'),
  bare('avatar-discarded'),
] as const;
export type AvatarNotice = z.infer<(typeof avatarNotices)[number]>;

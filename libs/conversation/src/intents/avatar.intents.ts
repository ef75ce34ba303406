import type { AnnouncedFile } from '../input';

/** What is to be done about avatars and their photos. */
export type AvatarIntent =
  | { do: 'begin-avatar' | 'resume-draft' | 'review-draft' | 'discard-draft' }
  | { do: 'create-draft'; name: string; gender: 'female' | 'male' }
  | { do: 'add-photo'; file: AnnouncedFile }
  | { do: 'train' | 'open-avatar'; avatarId: string };

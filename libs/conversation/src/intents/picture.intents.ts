import type { AspectRatio } from '@aisha/contracts';

/** What is to be done about making pictures. */
export type PictureIntent =
  | { do: 'begin-picture'; avatarId?: string }
  | { do: 'draw'; avatarId: string; prompt: string; ratio: AspectRatio };

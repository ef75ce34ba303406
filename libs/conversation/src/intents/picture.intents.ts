import type { AspectRatio, PictureQuality } from '@aisha/contracts';
import type { AnnouncedFile } from '../input';

/** What is to be done about an order that its owner still chooses for. */
export type OrderIntent =
  | { do: 'begin-order'; avatarId: string; prompt: string; photo?: AnnouncedFile }
  | { do: 'show-order' | 'draw'; orderId: string }
  | { do: 'reword-order'; orderId: string; prompt: string }
  | { do: 'start-from-photo'; orderId: string; photo: AnnouncedFile; prompt?: string }
  | { do: 'set-ratio'; orderId: string; ratio: AspectRatio }
  | { do: 'set-count'; orderId: string; count: number }
  | { do: 'set-quality'; orderId: string; quality: PictureQuality }
  | { do: 'toggle-enhance' | 'toggle-chance' | 'ask-negative'; orderId: string }
  | { do: 'set-negative'; orderId: string; words: string | null };

/** What is to be done about styles. */
export type StyleIntent =
  | { do: 'style-first'; avatarId: string }
  | { do: 'show-styles'; orderId: string }
  | { do: 'show-style-page'; orderId: string; category: string; page: number }
  | { do: 'show-style' | 'like-style'; orderId: string; styleId: string }
  | { do: 'set-style'; orderId: string; styleId: string | null };

/** What is to be done about making pictures. */
export type PictureIntent =
  | { do: 'begin-picture'; avatarId?: string }
  | { do: 'ask-photo'; avatarId: string; use: 'source' | 'words' }
  | { do: 'describe-photo'; avatarId: string; photo: AnnouncedFile }
  | { do: 'use-prompt'; promptId: string; avatarId?: string }
  | { do: 'again' | 'variation' | 'upscale' | 'show-words'; imageId: string }
  | OrderIntent
  | StyleIntent;

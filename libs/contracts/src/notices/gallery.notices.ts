import type { z } from 'zod';
import { about, bare } from './notice-shapes';

/** Pictures that are there. */
export const galleryNotices = [
  bare('gallery-empty'),
  about('gallery-card', 'imageId'),
  about('gallery-delete-request', 'imageId'),
] as const;
export type GalleryNotice = z.infer<(typeof galleryNotices)[number]>;

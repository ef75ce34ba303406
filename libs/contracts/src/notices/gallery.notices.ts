import { z } from 'zod';
import { galleryFilter, galleryView } from '../gallery-filter';
import { about, bare } from './notice-shapes';

const picture = <Kind extends string>(kind: Kind) =>
  about(kind, 'imageId').extend({ filter: galleryFilter.optional() });

/** Pictures that are there. */
export const galleryNotices = [
  bare('gallery-empty'),
  z.object({ kind: z.literal('gallery-page'), view: galleryView }),
  z.object({ kind: z.literal('gallery-filters'), filter: galleryFilter }),
  bare('gallery-search-request'),
  bare('gallery-search-invalid'),
  picture('gallery-card'),
  picture('gallery-prompt'),
  about('gallery-file', 'imageId'),
  about('gallery-delete-request', 'imageId'),
  z.object({ kind: z.literal('gallery-delete-marked-request'), view: galleryView }),
  about('gallery-archive-started', 'archiveId'),
  z.object({
    kind: z.literal('gallery-archive'),
    archiveId: z.uuid(),
    /** Counts from 1. */
    volume: z.number().int().positive(),
  }),
  about('gallery-archive-failed', 'archiveId'),
] as const;
export type GalleryNotice = z.infer<(typeof galleryNotices)[number]>;

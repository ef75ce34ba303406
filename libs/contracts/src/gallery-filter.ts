import { z } from 'zod';

/** How far back the gallery may look, in days; no choice means all pictures. */
export const GALLERY_DAYS = [1, 7, 30] as const;
/** Bounds of what is searched for, in characters: one letter is in every prompt. */
export const GALLERY_WORDS = { min: 2, max: 60 } as const;
/** Pictures that can be marked at a time: their ids travel in the session and in the notice. */
export const MAX_MARKED = 50;

/** Which pictures of a person's gallery are meant: each field that is there narrows the choice. */
export const galleryFilter = z.object({
  avatarId: z.uuid().optional(),
  favourite: z.literal(true).optional(),
  days: z.literal(GALLERY_DAYS).optional(),
  /** A key of the catalogue of styles. */
  styleId: z.string().min(1).max(40).optional(),
  /** Part of a prompt, in any case. */
  words: z.string().min(1).max(200).optional(),
});
export type GalleryFilter = z.infer<typeof galleryFilter>;

/** What a person looks at in their gallery. Pages count from 0; `marked` is there while they choose what to delete. */
export const galleryView = z.object({
  filter: galleryFilter,
  page: z.number().int().min(0),
  marked: z.array(z.uuid()).max(MAX_MARKED).optional(),
});
export type GalleryView = z.infer<typeof galleryView>;

import type { GalleryFilter, GalleryView } from '@aisha/contracts';

/** What is to be done about pictures that are there. */
export type GalleryIntent =
  | { do: 'show-gallery' | 'ask-delete-marked'; view: GalleryView }
  | { do: 'delete-marked'; imageIds: string[]; view: GalleryView }
  | { do: 'show-filters' | 'pack-gallery'; filter: GalleryFilter }
  | { do: 'show-picture' | 'show-prompt'; imageId: string; filter: GalleryFilter }
  | { do: 'set-favourite'; imageId: string; on: boolean; filter: GalleryFilter }
  | { do: 'send-file' | 'ask-delete-image'; imageId: string }
  | { do: 'delete-image'; imageId: string; view: GalleryView };

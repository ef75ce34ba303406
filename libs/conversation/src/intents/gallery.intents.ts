/** What is to be done about pictures that are there. */
export type GalleryIntent =
  | { do: 'show-gallery'; imageId?: string }
  | { do: 'ask-delete-image' | 'delete-image'; imageId: string };

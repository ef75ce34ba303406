import { type ActionOf, uuid } from '../action-codec';

export const GALLERY_ACTIONS = {
  gallery: {},
  'gallery-at': { imageId: uuid },
  'ask-delete-image': { imageId: uuid },
  'delete-image': { imageId: uuid },
};
export type GalleryAction = ActionOf<typeof GALLERY_ACTIONS>;

import { type ActionOf, uuid } from '../action-codec';

/** What is decided about single photos: under the photo itself, or while leafing through the draft. */
export const PHOTO_ACTIONS = {
  'keep-photo': { photoId: uuid },
  'replace-photo': { photoId: uuid },
  'draft-photos': {},
  'draft-photo': { photoId: uuid },
  'keep-draft-photo': { photoId: uuid },
  'remove-photo': { photoId: uuid },
};
export type PhotoAction = ActionOf<typeof PHOTO_ACTIONS>;

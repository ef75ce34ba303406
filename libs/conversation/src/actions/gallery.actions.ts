import { type ActionOf, number, oneOf, uuid, word } from '../action-codec';

const yesOrNo = oneOf(['yes', 'no']);

export const GALLERY_ACTIONS = {
  gallery: {},
  'gallery-page': { page: number },
  'gallery-at': { imageId: uuid },
  'gallery-favourite': { imageId: uuid, on: yesOrNo },
  'gallery-prompt': { imageId: uuid },
  'gallery-file': { imageId: uuid },
  'gallery-filters': {},
  'gallery-of-avatar': { avatarId: uuid },
  'gallery-of-favourites': { on: yesOrNo },
  'gallery-of-days': { days: oneOf(['1', '7', '30', 'all']) },
  'gallery-of-style': { styleId: word },
  'gallery-of-any': { what: oneOf(['avatar', 'style', 'words', 'all']) },
  'gallery-search': {},
  'gallery-select': { on: yesOrNo },
  'gallery-mark': { imageId: uuid, on: yesOrNo },
  'ask-delete-marked': {},
  /** `of`: which pictures the question was about. */
  'delete-marked': { of: word },
  'gallery-zip': {},
  'ask-delete-image': { imageId: uuid },
  'delete-image': { imageId: uuid },
};
export type GalleryAction = ActionOf<typeof GALLERY_ACTIONS>;

import { ASPECT_RATIOS, PICTURE_QUALITIES } from '@aisha/contracts';
import { type ActionOf, number, oneOf, uuid, word } from '../action-codec';

const ofOrder = { orderId: uuid };
const ofPicture = { imageId: uuid };

export const PICTURE_ACTIONS = {
  picture: {},
  'picture-of': { avatarId: uuid },
  'photo-for': { avatarId: uuid, use: oneOf(['source', 'words']) },
  'style-first': { avatarId: uuid },
  'use-prompt': { promptId: uuid },
  // choices of an order, by its row: the buttons work until it is drawn, wherever the dialogue stands
  order: ofOrder,
  ratio: { ...ofOrder, ratio: oneOf(ASPECT_RATIOS) },
  count: { ...ofOrder, count: number },
  quality: { ...ofOrder, quality: oneOf(PICTURE_QUALITIES) },
  enhance: ofOrder,
  chance: ofOrder,
  negative: ofOrder,
  'no-negative': ofOrder,
  draw: ofOrder,
  styles: ofOrder,
  'style-page': { ...ofOrder, category: word, page: number },
  style: { ...ofOrder, styleId: word },
  'like-style': { ...ofOrder, styleId: word },
  'use-style': { ...ofOrder, styleId: word },
  'no-style': ofOrder,
  // under a finished picture
  again: ofPicture,
  variation: ofPicture,
  upscale: ofPicture,
  words: ofPicture,
};
export type PictureAction = ActionOf<typeof PICTURE_ACTIONS>;

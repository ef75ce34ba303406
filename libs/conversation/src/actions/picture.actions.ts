import { ASPECT_RATIOS } from '@aisha/contracts';
import { type ActionOf, oneOf, uuid } from '../action-codec';

export const PICTURE_ACTIONS = {
  picture: {},
  'picture-of': { avatarId: uuid },
  ratio: { ratio: oneOf(ASPECT_RATIOS) },
};
export type PictureAction = ActionOf<typeof PICTURE_ACTIONS>;

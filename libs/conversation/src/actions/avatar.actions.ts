import { type ActionOf, oneOf, uuid } from '../action-codec';

export const AVATAR_ACTIONS = {
  avatars: {},
  'new-avatar': {},
  gender: { gender: oneOf(['female', 'male']) },
  'add-photos': {},
  review: {},
  'discard-draft': {},
  'open-avatar': { avatarId: uuid },
  train: { avatarId: uuid },
};
export type AvatarAction = ActionOf<typeof AVATAR_ACTIONS>;

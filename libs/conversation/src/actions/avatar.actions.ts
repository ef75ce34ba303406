import { type ActionOf, oneOf, uuid } from '../action-codec';

export const AVATAR_ACTIONS = {
  avatars: {},
  'new-avatar': {},
  'avatar-kind': { kind: oneOf(['instant', 'trained']) },
  gender: { gender: oneOf(['female', 'male']) },
  'add-photos': {},
  review: {},
  'discard-draft': {},
  'open-avatar': { avatarId: uuid },
  'set-main': { avatarId: uuid },
  'rename-avatar': { avatarId: uuid },
  'ask-delete-avatar': { avatarId: uuid },
  'delete-avatar': { avatarId: uuid },
  /** With its pictures. */
  'delete-avatar-all': { avatarId: uuid },
  /** A new draft of the same name. */
  retrain: { avatarId: uuid },
  'replace-photos': { avatarId: uuid },
  train: { avatarId: uuid },
  'train-with': { avatarId: uuid, preset: oneOf(['fast', 'balanced', 'quality']) },
  'ask-cancel-training': { trainingId: uuid },
  'cancel-training': { trainingId: uuid },
};
export type AvatarAction = ActionOf<typeof AVATAR_ACTIONS>;

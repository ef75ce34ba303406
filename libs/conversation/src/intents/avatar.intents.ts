import type { AnnouncedFile } from '../input';

/** What is to be done about avatars that are being made, and their photos. */
export type DraftIntent =
  | { do: 'begin-avatar' | 'resume-draft' | 'review-draft' | 'discard-draft' }
  | {
      do: 'create-draft';
      name: string;
      gender: 'female' | 'male';
      kind: 'instant' | 'trained';
    }
  | { do: 'add-photo'; file: AnnouncedFile }
  | { do: 'retrain' | 'replace-photos'; avatarId: string };
/** What is to be done about avatars that are there. */
export type AvatarCardIntent =
  | {
      do:
        | 'open-avatar'
        | 'set-main'
        | 'rename-avatar'
        | 'ask-delete-avatar'
        | 'delete-avatar'
        | 'delete-avatar-all';
      avatarId: string;
    }
  | { do: 'name-avatar'; avatarId: string; name: string };
/** What is to be done about trainings. */
export type TrainingIntent =
  | { do: 'train'; avatarId: string }
  | { do: 'train-with'; avatarId: string; preset: 'fast' | 'balanced' | 'quality' }
  | { do: 'ask-cancel-training' | 'cancel-training'; trainingId: string };
export type AvatarIntent = DraftIntent | AvatarCardIntent | TrainingIntent;

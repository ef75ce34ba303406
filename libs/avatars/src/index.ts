export { type AvatarsConfig, avatarsEnv, type CallbackConfig, callbackEnv } from './avatars.env';
export { AvatarSweepsModule } from './avatar-sweeps.module';
export { AvatarWorkModule } from './avatar-work.module';
export { Avatars, type DraftWish } from './avatars';
export { AvatarsModule } from './avatars.module';
export type { AvatarRemoved } from './cards/avatar-removal';
export { type CallbackOutcome, FalCallbacks } from './callbacks/fal-callbacks';
export { FalCallbacksModule } from './callbacks/fal-callbacks.module';
export {
  PICTURE_MODEL_IDS,
  PICTURE_MODELS,
  type PictureModel,
  type PictureModelId,
  QUALITIES,
  type Quality,
} from './catalogue/picture-models';
export type { ModelFamily, TrainerId } from './catalogue/trainers';
export { PRESETS, TRAINING_PRESETS, type TrainingPreset } from './catalogue/training-presets';
export { ImageSaga } from './images/image.saga';
export {
  type GalleryPlace,
  Images,
  type PictureRequested,
  type PictureWish,
} from './images/images';
export { PhotoCheck } from './photos/photo-check';
export { MAX_PHOTOS, MIN_PHOTOS } from './photos/photo-rules';
export { type PhotoAdded, type PhotoCounts, Photos, type SentPhoto } from './photos/photos';
export { TrainingSaga } from './trainings/training.saga';
export { type TrainingObstacle, Trainings, type TrainingStarted } from './trainings/trainings';
export { trainingSlot } from './trainings/training-slot';
// What these verbs speak of, for apps: they do not name the database.
export type {
  Avatar,
  AvatarKind,
  AvatarPhoto,
  AvatarStatus,
  Gender,
  Image,
  Training,
} from '@aisha/database';

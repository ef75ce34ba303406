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
export { type GalleryPlace, Images } from './images/images';
export { Drawing, type Drawn, orderPrice } from './images/orders/drawing';
export { type OrderCounts, OrderProgress, orderSlot } from './images/orders/order-progress';
export { MAX_PICTURES } from './images/orders/picture-choices';
export {
  type OrderBegun,
  type OrderChange,
  PictureOrders,
  type OrderWish,
} from './images/orders/picture-orders';
export { PromptedOrders } from './images/orders/prompted-orders';
export { PromptedOrdersModule } from './images/orders/prompted-orders.module';
export { type Remade, type Remake, remakePrice, Remakes } from './images/orders/remakes';
export type { AnnouncedPhoto } from './images/orders/source-photos';
export type { AskForWords, WordsWish } from './images/orders/words-needed';
export { PhotoCheck } from './photos/photo-check';
export { MAX_PHOTOS, MIN_PHOTOS } from './photos/photo-rules';
export { type PhotoAdded, type PhotoCounts, Photos, type SentPhoto } from './photos/photos';
export { type Style, type StyleCategory } from './styles/style';
export { CATEGORIES, categoryOf, findCategory, findStyle } from './styles/style-catalogue';
export { previewKey } from './styles/style-preview';
export { FAVORITES, type StylePage, Styles } from './styles/styles';
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
  PictureOrder,
  Training,
} from '@aisha/database';

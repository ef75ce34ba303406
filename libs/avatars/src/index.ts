export {
  type AvatarsConfig,
  avatarsEnv,
  type CallbackConfig,
  callbackEnv,
  type PhotoRetentionConfig,
  photoRetentionEnv,
} from './avatars.env';
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
export { ARCHIVE_SECONDS } from './gallery/archive-volumes';
export { type ArchiveRequested, Archives } from './gallery/archives';
export { ContactSheets, type Sheet } from './gallery/contact-sheets';
export { Gallery } from './gallery/gallery';
export type {
  GalleryChoices,
  GalleryPage,
  GalleryPicture,
  GalleryPlace,
  PictureDetails,
} from './gallery/gallery.types';
export { GalleryChanges } from './gallery/gallery-changes';
export { GalleryFacts } from './gallery/gallery-facts';
export { GalleryPacking } from './gallery/gallery-packing';
export { GalleryModule } from './gallery/gallery.module';
export { ImageSaga } from './images/image.saga';
export { Images } from './images/images';
export { Drawing, type Drawn, orderPrice } from './images/orders/drawing';
export { type OrderCounts, OrderProgress, orderSlot } from './images/orders/order-progress';
export { MAX_PICTURES, PictureChoices, type PictureTaste } from './images/orders/picture-choices';
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
export { PhotoChoices, type ShownPhoto } from './photos/photo-choices';
export { ABANDONED_DAYS, MAX_PHOTOS, MIN_PHOTOS } from './photos/photo-rules';
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
  Archive,
  Avatar,
  AvatarKind,
  AvatarPhoto,
  AvatarStatus,
  Gender,
  Image,
  PictureOrder,
  Training,
} from '@aisha/database';

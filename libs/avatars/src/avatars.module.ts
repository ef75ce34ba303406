import { Module } from '@nestjs/common';
import { AccountsModule } from '@aisha/accounts';
import { DatabaseModule } from '@aisha/database';
import { JobsModule } from '@aisha/platform';
import { Avatars } from './avatars';
import { AvatarRemoval } from './cards/avatar-removal';
import { MainAvatar } from './cards/main-avatar';
import { ReadyAvatars } from './cards/ready-avatars';
import { Images } from './images/images';
import { InstantAvatars } from './instant/instant-avatars';
import { Drawing } from './images/orders/drawing';
import { OrderProgress } from './images/orders/order-progress';
import { PictureChoices } from './images/orders/picture-choices';
import { PictureOrders } from './images/orders/picture-orders';
import { PictureRows } from './images/orders/picture-rows';
import { Remakes } from './images/orders/remakes';
import { SourcePhotos } from './images/orders/source-photos';
import { ObjectRemovals } from './objects/object-removals';
import { PhotoChoices } from './photos/photo-choices';
import { PhotoFiles } from './photos/photo-files';
import { PhotoSet } from './photos/photo-set';
import { PhotoVerdicts } from './photos/photo-verdicts';
import { Photos } from './photos/photos';
import { Styles } from './styles/styles';
import { Trainings } from './trainings/trainings';

const SERVICES = [
  Avatars,
  Drawing,
  Images,
  ObjectRemovals,
  OrderProgress,
  PhotoChoices,
  PhotoFiles,
  Photos,
  PhotoSet,
  PhotoVerdicts,
  PictureChoices,
  PictureOrders,
  ReadyAvatars,
  Remakes,
  Styles,
  Trainings,
];

/**
 * Avatars and pictures as people ask for them: rows and reminders only, neither FAL nor storage is needed.
 * The process must import `DeliveryModule.forRoot()`.
 */
@Module({
  imports: [DatabaseModule, JobsModule, AccountsModule],
  providers: [...SERVICES, AvatarRemoval, InstantAvatars, MainAvatar, PictureRows, SourcePhotos],
  exports: SERVICES,
})
export class AvatarsModule {}

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
import { ObjectRemovals } from './objects/object-removals';
import { PhotoFiles } from './photos/photo-files';
import { PhotoVerdicts } from './photos/photo-verdicts';
import { Photos } from './photos/photos';
import { Trainings } from './trainings/trainings';

/**
 * Avatars and pictures as people ask for them: rows and reminders only, neither FAL nor storage is needed.
 * The process must import `DeliveryModule.forRoot()`.
 */
@Module({
  imports: [DatabaseModule, JobsModule, AccountsModule],
  providers: [
    AvatarRemoval,
    Avatars,
    Images,
    InstantAvatars,
    MainAvatar,
    ObjectRemovals,
    PhotoFiles,
    Photos,
    PhotoVerdicts,
    ReadyAvatars,
    Trainings,
  ],
  exports: [
    Avatars,
    Images,
    ObjectRemovals,
    PhotoFiles,
    Photos,
    PhotoVerdicts,
    ReadyAvatars,
    Trainings,
  ],
})
export class AvatarsModule {}

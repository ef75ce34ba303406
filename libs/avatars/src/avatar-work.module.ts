import { Module } from '@nestjs/common';
import { AccountsModule } from '@aisha/accounts';
import { DatabaseModule } from '@aisha/database';
import { FalModule, StorageModule } from '@aisha/integrations';
import { CONFIG, JobsModule } from '@aisha/platform';
import type { AvatarsConfig } from './avatars.env';
import { AvatarsModule } from './avatars.module';
import { CallbackAddress } from './callbacks/callback-address';
import { ArchiveVolumes } from './gallery/archive-volumes';
import { GalleryPacking } from './gallery/gallery-packing';
import { GalleryModule } from './gallery/gallery.module';
import { ImageKind } from './images/image.kind';
import { ImageSaga } from './images/image.saga';
import { PictureRequest } from './images/picture-request';
import { PictureSources } from './images/picture-sources';
import { FalFiles } from './objects/fal-files';
import { PhotoCheck } from './photos/photo-check';
import { StylePreviews } from './styles/style-previews';
import { PhotoExamination } from './photos/photo-examination';
import { PhotoStore } from './photos/photo-store';
import { DataSets } from './trainings/data-sets';
import { TrainedModels } from './trainings/trained-models';
import { TrainingEnds } from './trainings/training-ends';
import { TrainingProgress } from './trainings/training-progress';
import { TrainingKind } from './trainings/training.kind';
import { TrainingSaga } from './trainings/training.saga';
import { Collection } from './work/collection';
import { Settlement } from './work/settlement';
import { Submission } from './work/submission';

/** What the avatar worker does; needs `avatarsEnv`, `falEnv` and `storageEnv`. */
@Module({
  imports: [
    DatabaseModule,
    JobsModule,
    AccountsModule,
    AvatarsModule,
    GalleryModule,
    FalModule,
    StorageModule,
  ],
  providers: [
    {
      provide: CallbackAddress,
      inject: [CONFIG],
      useFactory: (config: AvatarsConfig) => new CallbackAddress(config),
    },
    ArchiveVolumes,
    Collection,
    DataSets,
    FalFiles,
    GalleryPacking,
    ImageKind,
    ImageSaga,
    PhotoCheck,
    PictureRequest,
    PictureSources,
    PhotoExamination,
    PhotoStore,
    Settlement,
    StylePreviews,
    Submission,
    TrainedModels,
    TrainingEnds,
    TrainingKind,
    TrainingProgress,
    TrainingSaga,
  ],
  exports: [
    AvatarsModule,
    GalleryModule,
    GalleryPacking,
    ImageSaga,
    PhotoCheck,
    StorageModule,
    StylePreviews,
    TrainingSaga,
  ],
})
export class AvatarWorkModule {}

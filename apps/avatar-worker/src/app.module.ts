import { Module } from '@nestjs/common';
import { LedgerChecksModule } from '@aisha/accounts';
import { AvatarSweepsModule, AvatarWorkModule } from '@aisha/avatars';
import { DeliveryModule } from '@aisha/delivery';
import { PrivacySweepsModule, PrivacyWorkModule } from '@aisha/privacy';
import { CheckPhotoProcessor } from './check-photo.processor';
import { CollectImageProcessor } from './collect-image.processor';
import { CollectTrainingProcessor } from './collect-training.processor';
import { ExportPersonProcessor } from './export-person.processor';
import { ForgetPersonProcessor } from './forget-person.processor';
import { GenerateImageProcessor } from './generate-image.processor';
import { PackGalleryProcessor } from './pack-gallery.processor';
import { TrainAvatarProcessor } from './train-avatar.processor';

@Module({
  imports: [
    DeliveryModule.forRoot(),
    AvatarWorkModule,
    AvatarSweepsModule,
    LedgerChecksModule,
    PrivacyWorkModule,
    PrivacySweepsModule,
  ],
  providers: [
    CheckPhotoProcessor,
    CollectImageProcessor,
    CollectTrainingProcessor,
    ExportPersonProcessor,
    ForgetPersonProcessor,
    GenerateImageProcessor,
    PackGalleryProcessor,
    TrainAvatarProcessor,
  ],
})
export class AppModule {}

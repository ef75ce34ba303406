import { Module } from '@nestjs/common';
import { DatabaseModule } from '@aisha/database';
import { StorageModule } from '@aisha/integrations';
import { JobsModule } from '@aisha/platform';
import { AvatarsModule } from '../avatars.module';
import { Archives } from './archives';
import { ContactSheets } from './contact-sheets';
import { Gallery } from './gallery';
import { GalleryChanges } from './gallery-changes';
import { GalleryFacts } from './gallery-facts';

/** The gallery as people look at it; needs `storageEnv`. The process must import `DeliveryModule.forRoot()`. */
@Module({
  imports: [DatabaseModule, JobsModule, AvatarsModule, StorageModule],
  providers: [Archives, ContactSheets, Gallery, GalleryChanges, GalleryFacts],
  exports: [Archives, ContactSheets, Gallery, GalleryChanges, GalleryFacts],
})
export class GalleryModule {}

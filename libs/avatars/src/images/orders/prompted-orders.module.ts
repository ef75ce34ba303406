import { Module } from '@nestjs/common';
import { DatabaseModule } from '@aisha/database';
import { JobsModule } from '@aisha/platform';
import { ObjectRemovals } from '../../objects/object-removals';
import { PhotoFiles } from '../../photos/photo-files';
import { PictureRows } from './picture-rows';
import { PromptedOrders } from './prompted-orders';
import { SourcePhotos } from './source-photos';

/** What the process that writes words tells the pictures that wait for them. Needs a global DeliveryModule. */
@Module({
  imports: [DatabaseModule, JobsModule],
  providers: [ObjectRemovals, PhotoFiles, PictureRows, PromptedOrders, SourcePhotos],
  exports: [PromptedOrders],
})
export class PromptedOrdersModule {}

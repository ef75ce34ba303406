import { Module } from '@nestjs/common';
import { AvatarWorkModule } from './avatar-work.module';
import { ArchiveSweep } from './gallery/archive.sweep';
import { GalleryLeftoversSweep } from './gallery/gallery-leftovers.sweep';
import { ImageSweep } from './images/image.sweep';
import { ObjectRemovalSweep } from './objects/object-removal.sweep';
import { IdleAvatarSweep } from './photos/idle-avatar.sweep';
import { PhotoSweep } from './photos/photo.sweep';
import { StylePreviewSweep } from './styles/style-preview.sweep';
import { TrainingSweep } from './trainings/training.sweep';

/** Finds what nobody works on. Runs wherever it is imported; several replicas do no harm. */
@Module({
  imports: [AvatarWorkModule],
  providers: [
    ArchiveSweep,
    GalleryLeftoversSweep,
    IdleAvatarSweep,
    ImageSweep,
    ObjectRemovalSweep,
    PhotoSweep,
    StylePreviewSweep,
    TrainingSweep,
  ],
})
export class AvatarSweepsModule {}

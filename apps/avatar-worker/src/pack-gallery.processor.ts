import { Injectable } from '@nestjs/common';
import { GalleryPacking } from '@aisha/avatars';
import { type PackGallery, packGallery } from '@aisha/contracts';
import { JobProcessor } from '@aisha/platform';

/** Half a gigabyte each, there and back: people who wait for a picture come first. */
const CONCURRENCY = 1;

@Injectable()
export class PackGalleryProcessor extends JobProcessor<PackGallery> {
  constructor(private readonly packing: GalleryPacking) {
    super(packGallery, CONCURRENCY);
  }

  protected handle({ archiveId }: PackGallery): Promise<void> {
    return this.packing.pack(archiveId);
  }

  protected override giveUp({ archiveId }: PackGallery): Promise<void> {
    return this.packing.giveUp(archiveId);
  }
}

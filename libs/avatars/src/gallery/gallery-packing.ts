import { Injectable } from '@nestjs/common';
import { ArchiveVolumes } from './archive-volumes';
import { Archives } from './archives';

/** The worker's verbs for archives. Packing twice is the same as once: the later attempt counts. */
@Injectable()
export class GalleryPacking {
  constructor(
    private readonly archives: Archives,
    private readonly volumes: ArchiveVolumes,
  ) {}

  async pack(archiveId: string): Promise<void> {
    const archive = await this.archives.begin(archiveId);
    if (!archive) return;
    const packed = await this.volumes.write(archive);
    if (packed.packed === 0) await this.archives.fail(archiveId);
    else await this.archives.deliver(archive, packed);
  }

  /** No try is left. */
  giveUp(archiveId: string): Promise<void> {
    return this.archives.fail(archiveId);
  }
}

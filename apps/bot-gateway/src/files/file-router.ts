import { Injectable } from '@nestjs/common';
import { Photos } from '@aisha/avatars';
import type { FileFailure, IncomingFile } from '@aisha/delivery';
import { Transcripts } from '@aisha/transcripts';

/** Tells the domain that asked for a file that it is there, or that it will not come. */
@Injectable()
export class FileRouter {
  constructor(
    private readonly transcripts: Transcripts,
    private readonly photos: Photos,
  ) {}

  async stored({ id, purpose }: IncomingFile): Promise<void> {
    switch (purpose) {
      case 'transcript':
        return this.transcripts.fileStored(id);
      case 'avatar-photo':
        return this.photos.fileStored(id);
    }
  }

  async failed({ id, purpose }: IncomingFile, failure: FileFailure): Promise<void> {
    switch (purpose) {
      case 'transcript':
        return this.transcripts.fileFailed(id, failure);
      case 'avatar-photo':
        return this.photos.fileFailed(id, failure);
    }
  }
}

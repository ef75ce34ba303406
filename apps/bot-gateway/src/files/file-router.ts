import { Injectable } from '@nestjs/common';
import { PhotoQuestions, Prompts } from '@aisha/assistant';
import { Photos, PictureOrders } from '@aisha/avatars';
import { type FileFailure, type IncomingFile, IncomingFiles } from '@aisha/delivery';
import { Transcripts } from '@aisha/transcripts';

/** Tells the domain that asked for a file that it is there, or that it will not come. */
@Injectable()
export class FileRouter {
  constructor(
    private readonly files: IncomingFiles,
    private readonly transcripts: Transcripts,
    private readonly photos: Photos,
    private readonly orders: PictureOrders,
    private readonly prompts: Prompts,
    private readonly questions: PhotoQuestions,
  ) {}

  /** The file will not come: settled once, together with what its domain makes of it. */
  async refuse(file: IncomingFile, failure: FileFailure): Promise<void> {
    await this.files.inTransaction(async () => {
      if (await this.files.markFailed(file.id, failure)) await this.failed(file, failure);
    });
  }

  async stored({ id, purpose }: IncomingFile): Promise<void> {
    switch (purpose) {
      case 'transcript':
        return this.transcripts.fileStored(id);
      case 'avatar-photo':
        return this.photos.fileStored(id);
      case 'picture-source':
        return; // its owner says when to draw
      case 'prompt-photo':
        return this.prompts.fileStored(id);
      case 'question-photo':
        return this.questions.fileStored(id);
    }
  }

  private async failed({ id, purpose }: IncomingFile, failure: FileFailure): Promise<void> {
    switch (purpose) {
      case 'transcript':
        return this.transcripts.fileFailed(id, failure);
      case 'avatar-photo':
        return this.photos.fileFailed(id, failure);
      case 'picture-source':
        return this.orders.fileFailed(id);
      case 'prompt-photo':
        return this.prompts.fileFailed(id);
      case 'question-photo':
        return this.questions.fileFailed(id);
    }
  }
}

import { Injectable } from '@nestjs/common';
import { type FetchFile, fetchFile } from '@aisha/contracts';
import { type IncomingFile, IncomingFiles } from '@aisha/delivery';
import { Storage } from '@aisha/integrations';
import { JobProcessor } from '@aisha/platform';
import { digested } from './digested';
import { FileRouter } from './file-router';
import { FileRefused, TelegramFiles } from './telegram-files';

/**
 * Streams a file that a person sent from Telegram to S3, then tells the domain that wants it. While one of the two
 * is away the row waits: the sweep has it tried again, and ends it in time.
 */
@Injectable()
export class FetchFileProcessor extends JobProcessor<FetchFile> {
  constructor(
    private readonly files: IncomingFiles,
    private readonly telegram: TelegramFiles,
    private readonly storage: Storage,
    private readonly router: FileRouter,
  ) {
    super(fetchFile, 8);
  }

  protected async handle({ fileId }: FetchFile): Promise<void> {
    const file = await this.files.find(fileId);
    if (file?.status !== 'wanted') return;
    try {
      await this.store(file);
    } catch (error) {
      if (!(error instanceof FileRefused)) throw error;
      await this.router.refuse(file, error.failure);
    }
  }

  private async store(file: IncomingFile): Promise<void> {
    const { body, sha256 } = digested(await this.telegram.open(file.telegramFileId));
    await this.storage.put(file.objectKey, body, {
      contentType: file.mimeType ?? 'application/octet-stream',
    });
    const stored = await this.storage.head(file.objectKey);
    const content = sha256();
    await this.files.inTransaction(async () => {
      const size = stored?.size ?? 0;
      if (await this.files.markStored(file.id, size, content)) await this.router.stored(file);
    });
  }
}

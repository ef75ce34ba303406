import { Injectable } from '@nestjs/common';
import { Database, IncomingFile } from '@aisha/database';
import { type ChatRef, IncomingFiles } from '@aisha/delivery';
import { ObjectRemovals } from '../../objects/object-removals';
import { PhotoFiles } from '../../photos/photo-files';

/** A photo as Telegram announced it. */
export interface AnnouncedPhoto {
  telegramFileId: string;
  fileName?: string;
  mimeType?: string;
}

/** A photo for an order that is never drawn goes after this. */
const KEPT_SECONDS = 86_400;
/** Before it goes an order may still begin, and be waited for. */
const USABLE_SECONDS = KEPT_SECONDS - 3_600;

/** Photos that people send to have pictures made from. None is kept longer than its order needs it. */
@Injectable()
export class SourcePhotos {
  constructor(
    private readonly database: Database,
    private readonly incoming: IncomingFiles,
    private readonly removals: ObjectRemovals,
    private readonly files: PhotoFiles,
  ) {}

  /** Has a photo fetched. @returns the id of the file */
  async want(ownerId: string, { botId }: ChatRef, photo: AnnouncedPhoto): Promise<string> {
    const { telegramFileId, fileName, mimeType } = photo;
    const file = await this.incoming.want({
      ...{ ownerId, botId, telegramFileId, fileName, mimeType },
      purpose: 'picture-source',
    });
    await this.removals.schedule([file.objectKey], KEPT_SECONDS);
    return file.id;
  }

  /** @returns the object's key, or why it cannot be used */
  async keyOf(fileId: string): Promise<{ key: string } | 'pending' | 'missing'> {
    const file = await this.database.repository(IncomingFile).findOneBy({ id: fileId });
    if (file?.status === 'wanted') return 'pending';
    const isFresh = file && Date.now() - file.createdAt.getTime() < USABLE_SECONDS * 1_000;
    return file?.status === 'stored' && isFresh ? { key: file.objectKey } : 'missing';
  }

  /** Inside a transaction: a photo is not needed any more. */
  drop(fileId: string): Promise<void> {
    return this.files.dropOriginals([fileId]);
  }
}

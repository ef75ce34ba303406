import { Injectable } from '@nestjs/common';
import type { Image } from '@aisha/database';
import { Storage, StoredObjectNotFound } from '@aisha/integrations';
import { objectKeys } from '../object-keys';
import { ADDRESS_SECONDS, FalFiles } from '../objects/fal-files';
import { ObjectRemovals } from '../objects/object-removals';
import { UnusablePhoto } from '../work/work-failures';
import { sourceOf } from './picture-file';

const JPEG = 'image/jpeg';

/** What pictures start from, where FAL can fetch it. */
@Injectable()
export class PictureSources {
  constructor(
    private readonly storage: Storage,
    private readonly falFiles: FalFiles,
    private readonly removals: ObjectRemovals,
  ) {}

  /** @throws {UnusablePhoto} when it is none, or is gone */
  async addressOf(image: Image, sourceKey: string): Promise<string> {
    const key = image.kind === 'from-photo' ? await this.cleaned(image, sourceKey) : sourceKey;
    return this.falFiles.addressOf(key, 'source.jpg', JPEG).catch(gone);
  }

  /** The same for the pictures of one order; the progress of the order lets it go at the end. */
  private async cleaned({ orderId, ownerId }: Image, sourceKey: string): Promise<string> {
    const key = objectKeys.source({ ownerId, id: orderId! });
    if (await this.storage.head(key)) return key;
    const bytes = await sourceOf(await this.storage.getBytes(sourceKey).catch(gone));
    await this.removals.schedule([key], ADDRESS_SECONDS);
    await this.storage.put(key, bytes, { contentType: JPEG });
    return key;
  }
}

function gone(error: unknown): never {
  if (error instanceof StoredObjectNotFound) throw new UnusablePhoto('the photo is gone');
  throw error;
}

import { Injectable } from '@nestjs/common';
import { type Avatar, AvatarPhoto, Database } from '@aisha/database';
import { FalClient, Storage } from '@aisha/integrations';
import type { TrainedFiles } from '../catalogue/trainers';
import { loadSharp } from '../load-sharp';
import { objectKeys } from '../object-keys';
import { ObjectRemovals, UNLESS_USED_SECONDS } from '../objects/object-removals';

/** A LoRA for Flux has 100 to 400 MB. */
const MAX_WEIGHTS_BYTES = 2 * 1024 ** 3;
const MAX_CONFIG_BYTES = 1024 ** 2;
/** Pixels of a preview's longer side. */
const PREVIEW_SIDE = 512;

/** Where the parts of a trained avatar lie. */
export type TrainedModel = Pick<Avatar, 'weightsUrl' | 'weightsKey' | 'configKey' | 'previewKey'>;

/** Takes over what a training made: FAL does not keep files for ever. */
@Injectable()
export class TrainedModels {
  constructor(
    private readonly database: Database,
    private readonly fal: FalClient,
    private readonly storage: Storage,
    private readonly removals: ObjectRemovals,
  ) {}

  async take(avatar: Avatar, { weightsUrl, configUrl }: TrainedFiles): Promise<TrainedModel> {
    const [weightsKey, configKey] = [objectKeys.weights(avatar), objectKeys.config(avatar)];
    await this.removals.schedule([weightsKey, configKey], UNLESS_USED_SECONDS);
    await this.copy(weightsUrl, weightsKey, 'application/octet-stream', MAX_WEIGHTS_BYTES);
    await this.copy(configUrl, configKey, 'application/json', MAX_CONFIG_BYTES);
    const previewKey = await this.preview(avatar);
    return { weightsUrl, weightsKey, configKey, previewKey };
  }

  private async copy(url: string, key: string, contentType: string, maxBytes: number) {
    const { body, size } = await this.fal.openDownload(url, { maxBytes });
    await this.storage.put(key, body, { contentType, size });
  }

  /** A small picture of the first photo; none when the photos are gone already. */
  private async preview(avatar: Avatar): Promise<string | null> {
    const first = await this.database.repository(AvatarPhoto).findOne({
      where: { avatarId: avatar.id, status: 'accepted' },
      order: { position: 'ASC' },
    });
    const photo = first?.objectKey && (await this.storage.findBytes(first.objectKey));
    if (!photo) return avatar.previewKey;
    const key = objectKeys.preview(avatar);
    await this.removals.schedule([key], UNLESS_USED_SECONDS);
    const sharp = await loadSharp();
    const small = sharp(photo).resize(PREVIEW_SIDE, PREVIEW_SIDE, { fit: 'inside' });
    const bytes = await small.jpeg({ quality: 80 }).toBuffer();
    await this.storage.put(key, bytes, { contentType: 'image/jpeg' });
    return key;
  }
}

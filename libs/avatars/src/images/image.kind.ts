import { Inject, Injectable } from '@nestjs/common';
import { Avatar, Database, Image } from '@aisha/database';
import { Outbox } from '@aisha/delivery';
import { FalClient, Storage, type StorageConfig } from '@aisha/integrations';
import { CONFIG } from '@aisha/platform';
import { modelFor, PICTURE_MODELS, type PictureOrder } from '../catalogue/picture-models';
import { objectKeys } from '../object-keys';
import { ObjectRemovals, UNLESS_USED_SECONDS } from '../objects/object-removals';
import { IMAGE_BOUNDS } from '../work/work-bounds';
import { Unusable } from '../work/work-failures';
import type { Prepared, Received, WorkKind } from '../work/work-kind';
import { jpegOf } from './picture-file';
import { pictureWords } from './picture-words';

const ADDRESS_SECONDS = 86_400;
const MAX_PICTURE_BYTES = 30 * 1024 * 1024;
const MODEL = PICTURE_MODELS[modelFor('flux-1')];

/** A picture as paid work: words and an avatar to an image. */
@Injectable()
export class ImageKind implements WorkKind<Image> {
  readonly subject = 'image';
  readonly bounds = IMAGE_BOUNDS;

  constructor(
    private readonly database: Database,
    private readonly fal: FalClient,
    private readonly storage: Storage,
    private readonly removals: ObjectRemovals,
    private readonly outbox: Outbox,
    @Inject(CONFIG) private readonly config: Pick<StorageConfig, 'MINIO_PUBLIC_URL'>,
  ) {}

  find(id: string): Promise<Image | null> {
    return this.database.repository(Image).findOneBy({ id });
  }

  async prepare(image: Image): Promise<Prepared> {
    const avatar = await this.database.repository(Avatar).findOneByOrFail({ id: image.avatarId });
    const order: PictureOrder = {
      prompt: pictureWords(avatar, image.prompt),
      aspectRatio: image.aspectRatio,
      quality: 'balanced',
      weightsUrl: await this.weightsOf(avatar),
    };
    return { endpoint: MODEL.endpointOf(order), input: MODEL.input(order) };
  }

  async receive(image: Image, output: unknown): Promise<Received> {
    const picture = MODEL.output(output);
    if ('forbidden' in picture) return { failure: 'content-policy' };
    const bytes = await this.fal.download(picture.url, { maxBytes: MAX_PICTURE_BYTES });
    const jpeg = await jpegOf(bytes);
    const key = objectKeys.image(image);
    await this.removals.schedule([key], UNLESS_USED_SECONDS);
    await this.storage.put(key, jpeg, { contentType: 'image/jpeg' });
    return { commit: () => this.deliver(image, key) };
  }

  async failed(image: Image): Promise<void> {
    const notice = { kind: 'picture-failed' as const, imageId: image.id };
    const slot = `picture-${image.id}`;
    await this.outbox.add(image, notice, { slot, key: `picture-failed-${image.id}` });
  }

  private async deliver(image: Image, objectKey: string): Promise<void> {
    await this.database.query('update images set object_key = $2 where id = $1', [
      image.id,
      objectKey,
    ]);
    const notice = { kind: 'picture-ready' as const, imageId: image.id };
    const slot = `picture-${image.id}`;
    await this.outbox.add(image, notice, { slot, key: `picture-ready-${image.id}` });
  }

  /** Our own copy where FAL can reach it, else FAL's. */
  private async weightsOf({ weightsKey, weightsUrl }: Avatar): Promise<string> {
    if (weightsKey && this.config.MINIO_PUBLIC_URL) {
      return this.storage.presignGet(weightsKey, ADDRESS_SECONDS);
    }
    if (!weightsUrl) throw new Unusable('an avatar without weights');
    return weightsUrl;
  }
}

import { Injectable } from '@nestjs/common';
import { Database, Image } from '@aisha/database';
import { FalClient, type FalStatus, Storage } from '@aisha/integrations';
import { UPSCALER } from '../catalogue/upscalers';
import { objectKeys } from '../object-keys';
import { ObjectRemovals, UNLESS_USED_SECONDS } from '../objects/object-removals';
import { IMAGE_BOUNDS } from '../work/work-bounds';
import type { Prepared, Received, WorkKind } from '../work/work-kind';
import { modelById } from './model-of';
import { OrderProgress } from './orders/order-progress';
import { isBlack, jpegOf, thumbOf } from './picture-file';
import { PictureRequest } from './picture-request';

const MAX_PICTURE_BYTES = 30 * 1024 * 1024;
const JPEG = { contentType: 'image/jpeg' };

/** A picture as paid work: words and an avatar, or another picture, to an image. */
@Injectable()
export class ImageKind implements WorkKind<Image> {
  readonly subject = 'image';
  readonly bounds = IMAGE_BOUNDS;

  constructor(
    private readonly database: Database,
    private readonly fal: FalClient,
    private readonly storage: Storage,
    private readonly removals: ObjectRemovals,
    private readonly request: PictureRequest,
    private readonly order: OrderProgress,
  ) {}

  find(id: string): Promise<Image | null> {
    return this.database.repository(Image).findOneBy({ id });
  }

  prepare(image: Image): Promise<Prepared> {
    return this.request.of(image);
  }

  /** One picture speaks for its order. */
  async progress(image: Image, status: FalStatus): Promise<void> {
    const ahead = status.state === 'in-queue' ? status.queuePosition : 0;
    if (ahead && image.position === 0) await this.order.waits(image, ahead);
  }

  async receive(image: Image, output: unknown): Promise<Received> {
    const model = image.kind === 'upscale' ? UPSCALER : modelById(image.modelId);
    const picture = model.output(output);
    if ('forbidden' in picture) return { failure: 'content-policy' };
    const bytes = await this.fal.download(picture.url, { maxBytes: MAX_PICTURE_BYTES });
    const jpeg = await jpegOf(bytes);
    if (await isBlack(jpeg)) return { failure: 'content-policy' };
    await this.store(image, jpeg);
    return { commit: () => this.deliver(image, picture.seed) };
  }

  failed(image: Image): Promise<void> {
    return this.order.settled(image, 'picture-failed');
  }

  private async store(image: Image, jpeg: Buffer): Promise<void> {
    const [key, thumbKey] = [objectKeys.image(image), objectKeys.thumb(image)];
    await this.removals.schedule([key, thumbKey], UNLESS_USED_SECONDS);
    await this.storage.put(key, jpeg, JPEG);
    await this.storage.put(thumbKey, await thumbOf(jpeg), JPEG);
  }

  /** An upscaler's seed says nothing of how the picture was drawn. */
  private async deliver(image: Image, seed: number | undefined): Promise<void> {
    await this.database.query(
      `update images set object_key = $2, thumb_key = $3,
         seed = case when kind = 'upscale' then seed else coalesce($4, seed) end where id = $1`,
      [image.id, objectKeys.image(image), objectKeys.thumb(image), seed ?? null],
    );
    await this.order.settled(image, 'picture-ready');
  }
}

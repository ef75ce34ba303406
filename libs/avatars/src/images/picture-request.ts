import { Inject, Injectable } from '@nestjs/common';
import { Avatar, Database, type Image } from '@aisha/database';
import { Storage, type StorageConfig } from '@aisha/integrations';
import { CONFIG } from '@aisha/platform';
import type { PictureOrder } from '../catalogue/picture-models';
import { UPSCALER } from '../catalogue/upscalers';
import { ADDRESS_SECONDS, FalFiles } from '../objects/fal-files';
import { findStyle } from '../styles/style-catalogue';
import { Unusable } from '../work/work-failures';
import type { Prepared } from '../work/work-kind';
import { modelById } from './model-of';
import { PictureSources } from './picture-sources';
import { pictureWords, unwantedWords } from './picture-words';

/** How many times longer each side of an upscaled picture is. */
const UPSCALE_FACTOR = 2;
/** How much of the picture that it starts from may change: half of it stays. */
const VARIATION_STRENGTH = 0.5;
/** A photo gives the scene; the person in it becomes the one of the avatar. */
const PHOTO_STRENGTH = 0.75;

/** A picture as FAL is asked for it: the endpoint, the words, the files. */
@Injectable()
export class PictureRequest {
  constructor(
    private readonly database: Database,
    private readonly storage: Storage,
    private readonly falFiles: FalFiles,
    private readonly sources: PictureSources,
    @Inject(CONFIG) private readonly config: Pick<StorageConfig, 'MINIO_PUBLIC_URL'>,
  ) {}

  /** @throws {Unusable} when it can never be asked for */
  async of(image: Image): Promise<Prepared> {
    return image.kind === 'upscale' ? this.upscale(image) : this.draw(image);
  }

  private async upscale(image: Image): Promise<Prepared> {
    if (!image.sourceKey) throw new Unusable('nothing to enlarge');
    const url = await this.sources.addressOf(image, image.sourceKey);
    return { endpoint: UPSCALER.endpoint, input: UPSCALER.input(url, UPSCALE_FACTOR) };
  }

  private async draw(image: Image): Promise<Prepared> {
    const avatar = await this.database.repository(Avatar).findOneBy({ id: image.avatarId });
    if (!avatar) throw new Unusable('the avatar was deleted meanwhile');
    const model = modelById(image.modelId);
    const order: PictureOrder = {
      ...(await this.wish(image, avatar)),
      ...(model.needs === 'weights'
        ? { weightsUrl: await this.weightsOf(avatar) }
        : { referenceUrl: await this.referenceOf(avatar) }),
    };
    return { endpoint: model.endpointOf(order), input: model.input(order) };
  }

  private async wish(image: Image, avatar: Avatar): Promise<PictureOrder> {
    const style = findStyle(image.styleId);
    const { takes } = modelById(image.modelId);
    const unwanted = takes.negativePrompt ? unwantedWords(image.negativePrompt, style) : undefined;
    return {
      prompt: pictureWords(avatar, image.finalPrompt ?? image.prompt, style),
      aspectRatio: image.aspectRatio,
      quality: image.quality,
      ...(image.seed === null || !takes.seed ? {} : { seed: image.seed }),
      ...(unwanted ? { negativePrompt: unwanted } : {}),
      ...(image.sourceKey && takes.source ? { source: await this.source(image) } : {}),
    };
  }

  private async source(image: Image) {
    const url = await this.sources.addressOf(image, image.sourceKey!);
    return { url, strength: image.kind === 'variation' ? VARIATION_STRENGTH : PHOTO_STRENGTH };
  }

  /** Our own copy where FAL can reach it, else FAL's. */
  private async weightsOf({ weightsKey, weightsUrl }: Avatar): Promise<string> {
    if (weightsKey && this.config.MINIO_PUBLIC_URL) {
      return this.storage.presignGet(weightsKey, ADDRESS_SECONDS);
    }
    if (!weightsUrl) throw new Unusable('an avatar without weights');
    return weightsUrl;
  }

  private async referenceOf({ referenceKey }: Avatar): Promise<string> {
    if (!referenceKey) throw new Unusable('an avatar without a photo');
    return this.falFiles.addressOf(referenceKey, 'photo.jpg', 'image/jpeg');
  }
}

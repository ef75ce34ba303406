import { Injectable } from '@nestjs/common';
import { Storage } from '@aisha/integrations';
import { loadSharp } from '../load-sharp';
import type { Style } from './style';
import { STYLES } from './style-catalogue';
import { previewKey, previewSvg } from './style-preview';

/** Puts the pictures of the styles where the gateway finds them. */
@Injectable()
export class StylePreviews {
  constructor(private readonly storage: Storage) {}

  /** Draws what is not there yet; two replicas that do the same do no harm. */
  async publish(): Promise<void> {
    for (const style of STYLES) await this.store(style);
  }

  private async store(style: Style): Promise<void> {
    const key = previewKey(style);
    if (await this.storage.head(key)) return;
    const sharp = await loadSharp();
    const jpeg = await sharp(Buffer.from(previewSvg(style)))
      .jpeg({ quality: 85 })
      .toBuffer();
    await this.storage.put(key, jpeg, { contentType: 'image/jpeg' });
  }
}

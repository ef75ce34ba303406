import { Injectable } from '@nestjs/common';
import { Database, PictureOrder, PictureSettings } from '@aisha/database';

/** Most pictures of one order: each is a job of its own at FAL. */
export const MAX_PICTURES = 4;

type Chosen = Pick<PictureSettings, 'aspectRatio' | 'count' | 'quality' | 'enhance' | 'lastSeed'>;
/** How a person wants their pictures begun. */
export type PictureTaste = Pick<PictureSettings, 'defaultRatio' | 'quick'>;
const AT_FIRST: Chosen = {
  aspectRatio: '1:1',
  count: 1,
  quality: 'balanced',
  enhance: false,
  lastSeed: null,
};

/** What people chose last, or once and for all, so that the next time one tap is enough. */
@Injectable()
export class PictureChoices {
  constructor(private readonly database: Database) {}

  async of(ownerId: string): Promise<Chosen> {
    const row = await this.database.repository(PictureSettings).findOneBy({ ownerId });
    return row ? { ...row, aspectRatio: row.defaultRatio ?? row.aspectRatio } : AT_FIRST;
  }

  async taste(ownerId: string): Promise<PictureTaste> {
    const row = await this.database.repository(PictureSettings).findOneBy({ ownerId });
    return row ?? { defaultRatio: null, quick: false };
  }

  /** @param change what is to be otherwise; the rest stays */
  async prefer(ownerId: string, change: Partial<PictureTaste>): Promise<void> {
    await this.database.repository(PictureSettings).upsert({ ownerId, ...change }, ['ownerId']);
  }

  async remember(order: PictureOrder, lastSeed: number): Promise<void> {
    const { ownerId, aspectRatio, count, quality, enhance } = order;
    await this.database
      .repository(PictureSettings)
      .upsert({ ownerId, aspectRatio, count, quality, enhance, lastSeed }, ['ownerId']);
  }
}

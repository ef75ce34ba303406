import { Injectable } from '@nestjs/common';
import { Database, PictureOrder, PictureSettings } from '@aisha/database';

/** Most pictures of one order: each is a job of its own at FAL. */
export const MAX_PICTURES = 4;

type Chosen = Pick<PictureSettings, 'aspectRatio' | 'count' | 'quality' | 'enhance' | 'lastSeed'>;
const AT_FIRST: Chosen = {
  aspectRatio: '1:1',
  count: 1,
  quality: 'balanced',
  enhance: false,
  lastSeed: null,
};

/** What people chose last, so that the next time one tap is enough. */
@Injectable()
export class PictureChoices {
  constructor(private readonly database: Database) {}

  async of(ownerId: string): Promise<Chosen> {
    const row = await this.database.repository(PictureSettings).findOneBy({ ownerId });
    return row ?? AT_FIRST;
  }

  async remember(order: PictureOrder, lastSeed: number): Promise<void> {
    const { ownerId, aspectRatio, count, quality, enhance } = order;
    await this.database
      .repository(PictureSettings)
      .upsert({ ownerId, aspectRatio, count, quality, enhance, lastSeed }, ['ownerId']);
  }
}

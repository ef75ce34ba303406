import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { generateImage } from '@aisha/contracts';
import { Database, Image, type PictureOrder } from '@aisha/database';
import { currentTraceId, Jobs, newTraceId } from '@aisha/platform';

/** Seeds stay below 2^31, which every model takes, also with the position of a picture added. */
export const SEED_LIMIT = 2 ** 31 - 16;
/** A lost reminder of a picture is made good after this. */
const REMIND_SECONDS = 10;
/** The assistant gives up after 45 s; pictures whose words nobody spoke of by then are drawn in the person's own. */
const WORDS_SECONDS = 60;

/** What the pictures of an order have beside what the order says. */
export type Made = Partial<Pick<Image, 'modelId' | 'sourceKey' | 'finalPrompt'>>;

/** The pictures of an order, each a job of its own. */
@Injectable()
export class PictureRows {
  constructor(
    private readonly database: Database,
    private readonly jobs: Jobs,
  ) {}

  /** One picture for each hold. They wait while the assistant writes their words. @returns their ids in order */
  async insert(order: PictureOrder, holdIds: string[], made: Made): Promise<string[]> {
    const traceId = currentTraceId() ?? newTraceId();
    const waits = order.words === 'pending';
    const rows = holdIds.map((holdId, position) => ({
      ...ofOrder(order),
      ...made,
      ...{ id: randomUUID(), holdId, position, traceId },
      seed: order.seed === null ? null : order.seed + position,
      nextCheckAt: () => `now() + interval '${waits ? WORDS_SECONDS : REMIND_SECONDS} seconds'`,
    }));
    await this.database.repository(Image).insert(rows);
    const ids = rows.map(({ id }) => id);
    if (!waits) for (const imageId of ids) await this.remind(imageId, traceId);
    return ids;
  }

  remind(imageId: string, traceId: string): Promise<void> {
    return this.jobs.enqueue(generateImage, { imageId }, traceId);
  }
}

const ofOrder = (order: PictureOrder) => ({
  orderId: order.id,
  ownerId: order.ownerId,
  botId: order.botId,
  chatId: order.chatId,
  avatarId: order.avatarId,
  kind: order.kind,
  prompt: order.prompt,
  aspectRatio: order.aspectRatio,
  quality: order.quality,
  styleId: order.styleId,
  negativePrompt: order.negativePrompt,
  sourceImageId: order.sourceImageId,
});

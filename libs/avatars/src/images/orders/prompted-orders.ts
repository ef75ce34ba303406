import { Injectable } from '@nestjs/common';
import { Database } from '@aisha/database';
import { SourcePhotos } from './source-photos';
import { PictureRows } from './picture-rows';

/** The words that pictures wait for have come, or will not come. */
@Injectable()
export class PromptedOrders {
  constructor(
    private readonly database: Database,
    private readonly pictures: PictureRows,
    private readonly photos: SourcePhotos,
  ) {}

  /**
   * In the transaction that settles the words: their pictures go on, without `text` in the person's own words.
   * Pictures first, as in every settlement.
   */
  async written(promptId: string, text: string | null): Promise<void> {
    const waiting = await this.database.query<{ id: string; trace_id: string }>(
      `update images set final_prompt = $2, next_check_at = now() + interval '10 seconds'
       where order_id = (select id from picture_orders where prompt_id = $1 and words = 'pending')
         and status = 'requested' returning id, trace_id`,
      [promptId, text],
    );
    await this.database.query(
      `update picture_orders set words = $2 where prompt_id = $1 and words = 'pending'`,
      [promptId, text === null ? 'failed' : 'written'],
    );
    for (const { id, trace_id: traceId } of waiting) await this.pictures.remind(id, traceId);
  }

  /** In the same transaction: a photo that was looked at goes at once. */
  forget(fileId: string): Promise<void> {
    return this.photos.drop(fileId);
  }
}

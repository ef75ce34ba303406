import { Injectable } from '@nestjs/common';
import type { OnSettled } from '@aisha/assistant';
import { PromptedOrders } from '@aisha/avatars';

/** What follows from words that are settled: pictures that waited go on, a photo that was looked at goes away. */
@Injectable()
export class PromptSettlement {
  constructor(private readonly orders: PromptedOrders) {}

  readonly settle: OnSettled = async ({ id, fileId }, text) => {
    if (fileId === null) await this.orders.written(id, text);
    else await this.orders.forget(fileId);
  };
}

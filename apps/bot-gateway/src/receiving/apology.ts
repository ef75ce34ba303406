import { Injectable } from '@nestjs/common';
import { Outbox, type WaitingUpdate } from '@aisha/delivery';

/** Nobody is left in silence: a person whose message was set aside is told so. */
@Injectable()
export class Apology {
  constructor(private readonly outbox: Outbox) {}

  async for(update: WaitingUpdate): Promise<void> {
    if (update.chatId <= 0) return; // not a private chat
    await this.outbox.add(
      update,
      { kind: 'went-wrong' },
      { key: `went-wrong-${update.botId}-${update.updateId}` },
    );
  }
}

import { Injectable } from '@nestjs/common';
import type { PaymentNotice } from '@aisha/contracts';
import { Outbox } from '@aisha/delivery';
import { BotIdentity } from '../bot-identity';
import { Operators } from '../operators/operators';

/** Tells those who look after the bot what needs one of them. */
@Injectable()
export class OperatorNews {
  constructor(
    private readonly operators: Operators,
    private readonly outbox: Outbox,
    private readonly identity: BotIdentity,
  ) {}

  get hasReaders(): boolean {
    return this.operators.telegramIds.length > 0;
  }

  /** In the surrounding transaction, to each of them once. @param key of the news */
  async tell(notice: PaymentNotice, key: string): Promise<void> {
    const { botId } = this.identity;
    for (const chatId of this.operators.telegramIds) {
      await this.outbox.add({ botId, chatId }, notice, { key: `${key}-${chatId}` });
    }
  }
}

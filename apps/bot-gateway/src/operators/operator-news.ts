import { Injectable } from '@nestjs/common';
import type { Notice } from '@aisha/contracts';
import { Outbox } from '@aisha/delivery';
import { BotIdentity } from '../bot-identity';
import { Operators } from './operators';

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

  /** In the surrounding transaction, if there is one, to each of them once. @param key of the news */
  async tell(notice: Notice, key: string): Promise<void> {
    const { botId } = this.identity;
    for (const chatId of this.operators.telegramIds) {
      await this.outbox.add({ botId, chatId }, notice, { key: `${key}-${chatId}` });
    }
  }
}

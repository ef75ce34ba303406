import { Injectable } from '@nestjs/common';
import { type SendMessage, sendMessage } from '@aisha/contracts';
import { Outbox } from '@aisha/delivery';
import { JobProcessor } from '@aisha/platform';
import { OutboxSender } from './outbox-sender';

/** A worker left a message: the sender is told of its chat. */
@Injectable()
export class SendMessageProcessor extends JobProcessor<SendMessage> {
  constructor(
    private readonly outbox: Outbox,
    private readonly sender: OutboxSender,
  ) {
    super(sendMessage, 20);
  }

  protected async handle({ messageId }: SendMessage): Promise<void> {
    const chat = await this.outbox.chatOf(messageId);
    if (chat) this.sender.wake(chat);
  }
}

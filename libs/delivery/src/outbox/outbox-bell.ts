import { Injectable } from '@nestjs/common';
import { sendMessage } from '@aisha/contracts';
import { Jobs } from '@aisha/platform';
import type { ChatRef } from '../chat-ref';

/** Tells the sender, after the commit, that something waits in a chat. */
export interface OutboxBell {
  ring(chat: ChatRef, messageId: string): Promise<void>;
}
export const OUTBOX_BELL = Symbol('OUTBOX_BELL');

/** The bell of processes that send nothing themselves: a job that any gateway answers. */
@Injectable()
export class JobBell implements OutboxBell {
  constructor(private readonly jobs: Jobs) {}
  ring(_chat: ChatRef, messageId: string): Promise<void> {
    return this.jobs.enqueue(sendMessage, { messageId });
  }
}

/** The bell of a gateway: its own sender hears it at once, without a way through Redis. */
@Injectable()
export class LocalBell implements OutboxBell {
  private listener?: (chat: ChatRef) => void;

  onRing(listener: (chat: ChatRef) => void): void {
    this.listener = listener;
  }

  async ring(chat: ChatRef): Promise<void> {
    this.listener?.(chat);
  }
}

import { Injectable } from '@nestjs/common';
import { sendMessage } from '@aisha/contracts';
import { Jobs } from '@aisha/platform';
import type { ChatRef } from '../chat-ref';
import type { TakenMessage } from './due-message';

/** Tells the sender, after the commit, that something waits in a chat. */
export interface OutboxBell {
  /** Where this process sends itself and has room: who it is, so that a message can be its own from the start. */
  readonly sender?: string;
  ring(chat: ChatRef, messageId: string): Promise<void>;
  /** A message that was this sender's from the start. */
  hand?(taken: TakenMessage): void;
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

/** What a gateway's sender hears. */
export interface BellListener {
  /** The name that its claims bear; none while it has more in hand than it should hold. */
  sender(): string | undefined;
  onRing(chat: ChatRef): void;
  onHand(taken: TakenMessage): void;
}

/** The bell of a gateway: its own sender hears it at once, without a way through Redis. */
@Injectable()
export class LocalBell implements OutboxBell {
  private listener?: BellListener;

  get sender(): string | undefined {
    return this.listener?.sender();
  }

  listen(listener: BellListener): void {
    this.listener = listener;
  }

  /** The sender ends: what is added from now on is left to others. */
  silence(): void {
    this.listener = undefined;
  }

  async ring(chat: ChatRef): Promise<void> {
    this.listener?.onRing(chat);
  }

  hand(taken: TakenMessage): void {
    this.listener?.onHand(taken);
  }
}

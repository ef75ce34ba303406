import { Injectable, Logger } from '@nestjs/common';
import { type DueMessage, Outbox, OutboxQueue, type Settlement } from '@aisha/delivery';
import { MessageRenderer } from '../messages/message-renderer';
import type { Rendered } from '../messages/rendered';
import { Courier } from './courier';
import { type MessageOutcome, MessageOutcomes } from './message-outcomes';
import { retryAfterMs } from './retry-after';
import { SendClaims } from './send-claims';
import { SendPace } from './send-pace';
import { type SendFault, sendFault } from './telegram-fault';

/** With waits that double up to a minute this is about a day, as long as Telegram itself keeps updates. */
const MAX_ATTEMPTS = 1_440;
/** Postgres may be away for a moment; a row or a text that is missing stays so. */
const MAX_RENDER_ATTEMPTS = 8;

/** Brings one message to Telegram and says how it fared. */
@Injectable()
export class MessageDelivery {
  private readonly logger = new Logger(MessageDelivery.name);
  constructor(
    private readonly outbox: Outbox,
    private readonly queue: OutboxQueue,
    private readonly renderer: MessageRenderer,
    private readonly courier: Courier,
    private readonly pace: SendPace,
    private readonly claims: SendClaims,
    private readonly outcomes: MessageOutcomes,
  ) {}

  /** @returns undefined when the message is no longer this process's to send */
  async deliver(message: DueMessage): Promise<Settlement | undefined> {
    // Telegram may have it, and it is not worth a second copy. Answers and results are.
    if (message.interrupted && message.lane === 'bulk') return this.drop(message, 'cut off');
    const waitMs = await this.pace.admit(message.chat, message.lane);
    if (waitMs > 0) return { message, status: 'waiting', waitMs, untried: true };
    try {
      const rendered = await this.render(message);
      if (!rendered) return this.drop(message, 'nothing left to show');
      const { silent, replyTo } = rendered;
      const to = { ...message.chat, replaces: await this.replaced(message), silent, replyTo };
      // At the last moment: whatever took so long until here, others may have taken over meanwhile.
      if (!this.claims.stands(message.id)) return undefined;
      const telegramMessageId = await this.courier.deliver(rendered, to, {
        partsSent: message.partsSent,
        onPart: (count) => this.queue.markPart(message.id, count),
      });
      return this.settled(message, { status: 'sent', telegramMessageId }, 'sent');
    } catch (error) {
      return this.failed(message, error);
    }
  }

  /** A notice that cannot be put into words again and again is a fault of ours; it must not block its chat. */
  private async render({ notice, chat, attempt }: DueMessage): Promise<Rendered | null> {
    try {
      return await this.renderer.render(notice, chat);
    } catch (error) {
      if (attempt < MAX_RENDER_ATTEMPTS) throw error;
      this.logger.error({ msg: 'message cannot be rendered', kind: notice.kind, error });
      return null;
    }
  }

  private async replaced({ chat, editMessageId, slot }: DueMessage): Promise<number | undefined> {
    if (editMessageId !== null) {
      return (await this.outbox.showsResult(chat, editMessageId)) ? undefined : editMessageId;
    }
    return slot === null ? undefined : this.outbox.shownInSlot(chat, slot);
  }

  private async failed(message: DueMessage, error: unknown): Promise<Settlement> {
    const fault = sendFault(error, message.attempt);
    const retryMs = retryAfterMs(error);
    if (retryMs !== undefined) this.pace.refused(message.chat, retryMs, 'sendMessage');
    const { kind } = message.notice;
    this.logger.warn({ msg: 'message not sent', kind, fault: fault.kind, error });
    return this.settlementOf(message, fault);
  }

  private async settlementOf(message: DueMessage, fault: SendFault): Promise<Settlement> {
    const { reason } = fault;
    switch (fault.kind) {
      case 'unreachable-person':
        await this.outbox.markUndeliverable(message.chat, reason);
        return this.settled(message, { status: 'failed', reason }, 'undeliverable');
      case 'refused':
        return this.drop(message, reason);
      case 'moved':
        await this.outbox.moveChat(message.chat, fault.toChatId);
        return { message, status: 'waiting', waitMs: 0, reason };
      case 'wait':
        if (message.attempt >= MAX_ATTEMPTS) return this.drop(message, reason);
        return { message, status: 'waiting', waitMs: fault.waitMs, reason };
    }
  }

  private drop(message: DueMessage, reason: string): Settlement {
    return this.settled(message, { status: 'failed', reason }, 'dropped');
  }

  private settled(
    message: DueMessage,
    settlement: Omit<Settlement, 'message'>,
    outcome: MessageOutcome,
  ): Settlement {
    this.outcomes.note(message, outcome);
    const { id, notice } = message;
    this.logger.log({ msg: `message ${outcome}`, messageId: id, kind: notice.kind });
    return { message, ...settlement };
  }
}

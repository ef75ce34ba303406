import {
  type BeforeApplicationShutdown,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { ChatClaims, ChatLane, type ChatRef, LocalBell, Outbox } from '@aisha/delivery';
import type { OutboundMessage } from '@aisha/delivery';
import { Metrics, runWithTrace } from '@aisha/platform';
import { BotIdentity } from '../bot-identity';
import { MessageRenderer } from '../messages/message-renderer';
import { Courier } from './courier';
import { sendFault } from './telegram-fault';

/** Chats written to at the same time: at a round trip of 60 ms to Telegram this is about 250 messages a second. */
const CHATS_IN_PARALLEL = 16;
/** With waits that double up to a minute this is about a day, as long as Telegram itself keeps updates. */
const MAX_ATTEMPTS = 1_440;
/** Postgres may be away for a moment; a row or a text that is missing stays so. */
const MAX_RENDER_ATTEMPTS = 8;

/** Sends what waits in the outbox: each chat in order, chats in parallel. */
@Injectable()
export class OutboxSender implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger(OutboxSender.name);
  private readonly lane: ChatLane;
  private readonly sent;

  constructor(
    private readonly outbox: Outbox,
    private readonly renderer: MessageRenderer,
    private readonly courier: Courier,
    private readonly bell: LocalBell,
    identity: BotIdentity,
    claims: ChatClaims,
    metrics: Metrics,
  ) {
    this.sent = metrics.counter('messages_sent_total', 'Messages by outcome', ['outcome']);
    this.lane = new ChatLane(claims, {
      purpose: 'send',
      owner: identity.owner,
      concurrency: CHATS_IN_PARALLEL,
      drain: (chat) => this.drain(chat, identity.owner, claims),
      hasWork: (chat) => outbox.hasWaiting(chat),
      onError: (chat, error) =>
        this.logger.warn({ msg: 'chat not served to its end', chatId: chat.chatId, error }),
    });
  }

  onApplicationBootstrap(): void {
    this.bell.onRing((chat) => this.wake(chat));
  }

  wake(chat: ChatRef): void {
    this.lane.wake(chat);
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.lane.close();
  }

  private async drain(chat: ChatRef, owner: string, claims: ChatClaims): Promise<void> {
    for (let message; (message = await this.outbox.next(chat));) {
      await claims.hold('send', chat, owner);
      const goOn = await runWithTrace(message.traceId, () => this.deliver(message, chat));
      if (!goOn) return;
    }
  }

  /** @returns whether the chat can go on with its next message now */
  private async deliver(message: OutboundMessage, chat: ChatRef): Promise<boolean> {
    const attempt = message.attempts + 1;
    await this.outbox.markSending(message.id);
    try {
      const rendered = await this.render(message, chat, attempt);
      if (!rendered) return await this.drop(message, 'nothing left to show');
      const telegramId = await this.courier.deliver(rendered, {
        ...chat,
        replaces: await this.replaced(message, chat),
      });
      await this.outbox.markSent(message.id, telegramId);
      this.count(message, 'sent');
      return true;
    } catch (error) {
      return this.failed(message, chat, error, attempt);
    }
  }

  /** A notice that cannot be put into words again and again is a fault of ours; it must not block its chat. */
  private async render(message: OutboundMessage, chat: ChatRef, attempt: number) {
    try {
      return await this.renderer.render(message.notice, chat);
    } catch (error) {
      if (attempt < MAX_RENDER_ATTEMPTS) throw error;
      this.logger.error({ msg: 'message cannot be rendered', kind: message.notice.kind, error });
      return null;
    }
  }

  private async replaced(message: OutboundMessage, chat: ChatRef): Promise<number | undefined> {
    const { editMessageId } = message;
    if (editMessageId !== null) {
      return (await this.outbox.showsResult(chat, editMessageId)) ? undefined : editMessageId;
    }
    return message.slot === null ? undefined : this.outbox.shownInSlot(chat, message.slot);
  }

  private async failed(message: OutboundMessage, chat: ChatRef, error: unknown, attempt: number) {
    const fault = sendFault(error, attempt);
    this.logger.warn({
      msg: 'message not sent',
      kind: message.notice.kind,
      fault: fault.kind,
      error,
    });
    switch (fault.kind) {
      case 'unreachable-person':
        await this.outbox.markUndeliverable(chat, fault.reason);
        this.count(message, 'undeliverable');
        return false;
      case 'moved':
      case 'refused':
        return this.drop(message, fault.reason);
      case 'wait':
        if (attempt >= MAX_ATTEMPTS) return this.drop(message, fault.reason);
        await this.outbox.postpone(message.id, fault.waitMs, fault.reason);
        return false;
    }
  }

  private async drop(message: OutboundMessage, reason: string): Promise<boolean> {
    await this.outbox.markUnsendable(message.id, 'failed', reason);
    this.count(message, 'dropped');
    return true;
  }

  private count(message: OutboundMessage, outcome: string): void {
    this.sent.inc({ outcome });
    this.logger.log({
      msg: `message ${outcome}`,
      messageId: message.id,
      kind: message.notice.kind,
    });
  }
}

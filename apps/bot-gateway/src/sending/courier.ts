import { Injectable } from '@nestjs/common';
import type { Rendered } from '../messages/rendered';
import { type MessagePart, partsOf } from './message-part';
import { type Address, PartSender } from './part-sender';

/** How far a message of several parts has come. */
export interface Progress {
  /** Parts that Telegram has taken already: they are not sent again. */
  partsSent: number;
  /** Called with the number of parts taken so far, after each part but the last. */
  onPart(partsSent: number): Promise<void>;
}

const FROM_THE_START: Progress = { partsSent: 0, onPart: async () => undefined };

/** Puts rendered messages into a chat: edits where it can, sends anew where it cannot. */
@Injectable()
export class Courier {
  constructor(private readonly sender: PartSender) {}

  /**
   * @returns Telegram's id of the message that carries the buttons
   * @throws what `sendFault` reads; the parts that `onPart` told of have arrived
   */
  async deliver(rendered: Rendered, to: Address, progress = FROM_THE_START): Promise<number> {
    const parts = partsOf(rendered);
    const { replaces } = to;
    if (replaces === undefined) return this.send(parts, to, progress);
    // One message cannot become several, and what rings must be a new one.
    const canEdit = parts.length === 1 && !rendered.announces;
    if (canEdit && (await this.sender.edit(parts[0]!, to, replaces))) return replaces;
    const id = await this.send(parts, to, progress);
    // Only now: a crash in between leaves one message too many, never one too few.
    await this.sender.remove(to, replaces);
    return id;
  }

  private async send(parts: MessagePart[], to: Address, progress: Progress): Promise<number> {
    const last = parts.length - 1;
    // A message that became shorter meanwhile has its last part sent again: the buttons stand there.
    for (let index = Math.min(progress.partsSent, last); index < last; index++) {
      await this.sender.send(parts[index]!, to);
      await progress.onPart(index + 1);
    }
    return this.sender.send(parts[last]!, to);
  }
}

import { EventEmitter } from 'node:events';
import type { ChatEvent } from '../person-api.types';

/** What happens in a chat, with the chat's seq at that moment. */
export interface SequencedEvent {
  seq: number;
  event: ChatEvent;
}

type Listener = (event: SequencedEvent) => void;

/** Tells whoever looks at a chat what happens in it. */
export class ChatEvents {
  private readonly emitter = new EventEmitter().setMaxListeners(0);

  emit(chatId: number, event: SequencedEvent) {
    this.emitter.emit(String(chatId), event);
  }

  /** Listens until the returned function is called. */
  listen(chatId: number, listener: Listener) {
    this.emitter.on(String(chatId), listener);
    return () => this.emitter.off(String(chatId), listener);
  }
}

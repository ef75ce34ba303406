import type { Message } from '../wire.types';
import type { ChatEntry, Deletion, Recorder } from './change.types';
import type { ChatEvents } from './chat-events';
import { toChatMessage } from './chat-message';
import type { WorldCounters } from './counters';

interface ChatRecord {
  entries: Map<number, ChatEntry>;
  deletions: Deletion[];
}

/** What is known about a new message beside its content. */
export type NewEntry = Pick<ChatEntry, 'sender' | 'keyboard' | 'invoicePayload'> & {
  message: Omit<Message, 'message_id' | 'date'>;
};

/** Every chat's messages; ids count over all chats of the bot, as in Telegram's private chats. */
export class Chats {
  private readonly byId = new Map<number, ChatRecord>();

  constructor(
    private readonly counters: WorldCounters,
    private readonly events: ChatEvents,
    private readonly record: Recorder,
  ) {}

  find(chatId: number, messageId: number) {
    return this.byId.get(chatId)?.entries.get(messageId);
  }

  /** True once the person wrote something: a bot cannot begin a conversation. */
  isOpen(chatId: number) {
    const chat = this.byId.get(chatId);
    return chat !== undefined && chat.entries.size + chat.deletions.length > 0;
  }

  add({ message, ...rest }: NewEntry): ChatEntry {
    const identity = { message_id: this.counters.next('messageId'), date: now() };
    const seq = this.counters.next('seq');
    return this.put(
      { ...rest, message: { ...identity, ...message }, seq, createdSeq: seq },
      'message',
    );
  }

  edit(entry: ChatEntry, message: Message): ChatEntry {
    const edited = { ...message, edit_date: now() };
    return this.put({ ...entry, message: edited, seq: this.counters.next('seq') }, 'edit');
  }

  delete(chatId: number, messageId: number) {
    const deletion = { messageId, seq: this.counters.next('seq') };
    this.restoreDeletion(chatId, deletion);
    this.record({ kind: 'deletion', chatId, deletion });
    this.events.emit(chatId, { seq: deletion.seq, event: { name: 'delete', data: { messageId } } });
  }

  /** What was written, edited or deleted after this seq, in the order of the changes. */
  since(chatId: number, seq: number) {
    const { entries, deletions } = this.chat(chatId);
    return {
      entries: [...entries.values()].filter((entry) => entry.seq > seq),
      deletions: deletions.filter((deletion) => deletion.seq > seq),
    };
  }

  restoreEntry(entry: ChatEntry) {
    const { chat, message_id } = entry.message;
    this.counters.seen('messageId', message_id);
    this.counters.seen('seq', entry.seq);
    this.chat(chat.id).entries.set(message_id, entry);
  }

  restoreDeletion(chatId: number, deletion: Deletion) {
    this.counters.seen('seq', deletion.seq);
    this.chat(chatId).entries.delete(deletion.messageId);
    this.chat(chatId).deletions.push(deletion);
  }

  *snapshot() {
    for (const [chatId, { entries, deletions }] of this.byId) {
      for (const entry of entries.values()) yield { kind: 'message', entry } as const;
      for (const deletion of deletions) yield { kind: 'deletion', chatId, deletion } as const;
    }
  }

  private put(entry: ChatEntry, name: 'message' | 'edit') {
    this.restoreEntry(entry);
    this.record({ kind: 'message', entry });
    const event = { name, data: toChatMessage(entry) };
    this.events.emit(entry.message.chat.id, { seq: entry.seq, event });
    return entry;
  }

  private chat(chatId: number): ChatRecord {
    const known = this.byId.get(chatId);
    if (known) return known;
    const chat: ChatRecord = { entries: new Map(), deletions: [] };
    this.byId.set(chatId, chat);
    return chat;
  }
}

/** Now, in unix seconds. */
export const now = () => Math.floor(Date.now() / 1000);

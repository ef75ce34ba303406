import { chatKey, type ChatRef } from './chat-ref';

export interface ChatLaneOptions {
  /** Chats worked on at the same time. */
  concurrency: number;
  /** Works off all that waits in the chat, in order. */
  drain(chat: ChatRef): Promise<void>;
  onError(chat: ChatRef, error: unknown): void;
}

/** Of a wake: work that has waited long already gives every other turn to what is fresh. */
export interface Wake {
  backlog?: boolean;
}

/**
 * Chats in parallel, each chat one at a time within this process. A wake that finds the chat busy is
 * remembered; one that is lost all the same is made good by a sweep.
 */
export class ChatLane {
  private readonly active = new Map<string, { again: boolean }>();
  private readonly fresh = new Map<string, ChatRef>();
  private readonly backlog = new Map<string, ChatRef>();
  private freshTurn = true;
  private closed = false;
  private idle: (() => void)[] = [];

  constructor(private readonly options: ChatLaneOptions) {}

  /** How many chats are being worked on or wait for their turn. */
  get load(): number {
    return this.active.size + this.fresh.size + this.backlog.size;
  }

  wake(chat: ChatRef, { backlog = false }: Wake = {}): void {
    if (this.closed) return;
    const key = chatKey(chat);
    const running = this.active.get(key);
    if (running) running.again = true;
    else if (this.active.size >= this.options.concurrency) this.enqueue(key, chat, backlog);
    else void this.run(key, chat);
  }

  /** Takes no more wakes and waits for the chats in hand. */
  async close(): Promise<void> {
    this.closed = true;
    this.fresh.clear();
    this.backlog.clear();
    if (this.active.size > 0) await new Promise<void>((resolve) => this.idle.push(resolve));
  }

  private enqueue(key: string, chat: ChatRef, backlog: boolean): void {
    if (!backlog) {
      this.backlog.delete(key);
      this.fresh.set(key, chat);
    } else if (!this.fresh.has(key)) this.backlog.set(key, chat);
  }

  private async run(key: string, chat: ChatRef): Promise<void> {
    const state = { again: false };
    this.active.set(key, state);
    do {
      state.again = false;
      try {
        await this.options.drain(chat);
      } catch (error) {
        this.options.onError(chat, error);
      }
    } while (state.again && !this.closed);
    this.active.delete(key);
    this.next();
  }

  private next(): void {
    while (this.active.size < this.options.concurrency) {
      const queue = this.turn();
      const [first] = queue;
      if (!first) break;
      queue.delete(first[0]);
      void this.run(...first);
    }
    if (this.active.size === 0) this.idle.splice(0).forEach((resolve) => resolve());
  }

  private turn(): Map<string, ChatRef> {
    this.freshTurn = !this.freshTurn;
    const [first, second] = this.freshTurn
      ? [this.fresh, this.backlog]
      : [this.backlog, this.fresh];
    return first.size > 0 ? first : second;
  }
}

import type { ClaimPurpose } from '@aisha/database';
import { chatKey, type ChatRef } from '../chat-ref';
import type { ChatClaims } from './chat-claims';

/** Well within the time that a silent owner is trusted. */
const RENEWAL_MS = 1_000;

export interface ChatLaneOptions {
  purpose: ClaimPurpose;
  owner: string;
  /** Chats worked on at the same time. */
  concurrency: number;
  /** Works off all that waits in the chat, in order. Runs under the claim. */
  drain(chat: ChatRef): Promise<void>;
  /** Does something wait in the chat that could be worked on now? */
  hasWork(chat: ChatRef): Promise<boolean>;
  onError(chat: ChatRef, error: unknown): void;
}

/**
 * Chats in parallel, each chat one at a time: in this process by a map, across processes by a claim. A wake
 * that finds the chat busy is remembered; one that is lost all the same is made good by a sweep.
 */
export class ChatLane {
  private readonly active = new Map<string, { again: boolean }>();
  private readonly waiting = new Map<string, ChatRef>();
  private closed = false;
  private renewal?: NodeJS.Timeout;
  private idle: (() => void)[] = [];

  constructor(
    private readonly claims: ChatClaims,
    private readonly options: ChatLaneOptions,
  ) {}

  /** How many chats are being worked on or wait for their turn. */
  get load(): number {
    return this.active.size + this.waiting.size;
  }

  wake(chat: ChatRef): void {
    if (this.closed) return;
    const running = this.active.get(chatKey(chat));
    if (running) running.again = true;
    else if (this.active.size >= this.options.concurrency) this.waiting.set(chatKey(chat), chat);
    else void this.run(chat);
  }

  /** Takes no more wakes and waits for the chats in hand. */
  async close(): Promise<void> {
    this.closed = true;
    this.waiting.clear();
    if (this.active.size > 0) await new Promise<void>((resolve) => this.idle.push(resolve));
  }

  private async run(chat: ChatRef): Promise<void> {
    const key = chatKey(chat);
    const state = { again: false };
    this.active.set(key, state);
    this.keepClaims();
    do {
      state.again = false;
      await this.turn(chat).catch((error: unknown) => this.options.onError(chat, error));
    } while (state.again && !this.closed);
    this.active.delete(key);
    this.next();
  }

  /** After the release it looks once more: what another process added meanwhile could not wake anyone. */
  private async turn(chat: ChatRef): Promise<void> {
    const { purpose, owner, drain, hasWork } = this.options;
    do {
      if (!(await this.claims.take(purpose, chat, owner))) return;
      try {
        await drain(chat);
      } finally {
        await this.claims.release(purpose, chat, owner);
      }
    } while (!this.closed && (await hasWork(chat)));
  }

  /** A slow send keeps its chat; a process that died or froze loses it. */
  private keepClaims(): void {
    const { purpose, owner } = this.options;
    this.renewal ??= setInterval(() => {
      this.claims.renew(purpose, owner).catch(() => undefined); // the claim itself is checked where it counts
    }, RENEWAL_MS);
  }

  private next(): void {
    for (const [key, chat] of this.waiting) {
      if (this.active.size >= this.options.concurrency) return;
      this.waiting.delete(key);
      void this.run(chat);
    }
    if (this.active.size > 0) return;
    clearInterval(this.renewal);
    this.renewal = undefined;
    this.idle.splice(0).forEach((resolve) => resolve());
  }
}

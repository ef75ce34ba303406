import { join } from 'node:path';
import type { CallbackAnswer } from '../person-api.types';
import { BotProfileStore } from './bot-profile-store';
import type { BotProfile, Change, WebhookSettings } from './change.types';
import { ChatEvents } from './chat-events';
import { Chats } from './chats';
import { WorldCounters } from './counters';
import { FileStore } from './file-store';
import { Groups } from './groups';
import { OpenQuestions } from './open-questions';
import { People } from './people';
import { StarLedger } from './star-ledger';
import { UpdateQueue } from './update-queue';

// Telegram's app stops waiting for a pressed button after about 15 s; a payment's answer is due within 10 s.
const CALLBACK_PATIENCE_MS = 15_000;
const CHECKOUT_PATIENCE_MS = 10_000;

/** What a bot answers when a person is about to pay. */
export interface CheckoutAnswer {
  ok: boolean;
  reason?: string;
}

/** Telegram as far as one bot and its people can see it. */
export class World {
  /** Where the changes of this run go; set once the earlier ones are replayed. */
  recorder: (change: Change) => void = () => undefined;
  private readonly record = (change: Change) => this.recorder(change);
  private webhookSettings: WebhookSettings | undefined;

  readonly counters = new WorldCounters();
  readonly events = new ChatEvents();
  readonly people = new People(this.record);
  readonly groups = new Groups(this.record);
  readonly chats = new Chats(this.counters, this.events, this.record);
  readonly updates = new UpdateQueue(this.counters, this.record);
  readonly stars = new StarLedger(this.record);
  readonly callbacks = new OpenQuestions<CallbackAnswer>(CALLBACK_PATIENCE_MS);
  readonly checkouts = new OpenQuestions<CheckoutAnswer>(CHECKOUT_PATIENCE_MS);
  readonly bot: BotProfileStore;
  readonly files: FileStore;

  constructor(identity: Pick<BotProfile, 'id' | 'firstName' | 'username'>, folder: string) {
    this.bot = new BotProfileStore(identity, this.record);
    this.files = new FileStore(join(folder, 'files'), this.counters, this.record);
  }

  get webhook() {
    return this.webhookSettings;
  }

  set webhook(webhook: WebhookSettings | undefined) {
    this.webhookSettings = webhook;
    this.record({ kind: 'webhook', webhook });
  }
}

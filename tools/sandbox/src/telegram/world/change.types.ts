import type { Group, MediaKind, Person } from '../person-api.types';
import type { MediaFields, Message, Payment, Update } from '../wire.types';

/** Who the bot is and what it told Telegram about itself. */
export interface BotProfile {
  id: number;
  firstName: string;
  username: string;
  commands: { scope: string; languageCode: string; commands: BotCommand[] }[];
  texts: Record<string, string>;
}

export interface BotCommand {
  command: string;
  description: string;
}

/** A message with what only the server knows of it. */
export interface ChatEntry {
  message: Message;
  sender: 'person' | 'bot';
  createdSeq: number;
  seq: number;
  keyboard?: string[][];
  invoicePayload?: string;
}

export interface Deletion {
  messageId: number;
  seq: number;
}

/** A file of which the bytes lie on disk; `fields` is what a message that carries it shows. */
export interface StoredFile {
  fileId: string;
  uniqueId: string;
  path: string;
  size: number;
  mimeType: string;
  kind: MediaKind;
  fields: MediaFields;
}

/** An update that waits for the bot; times in milliseconds. */
export interface PendingUpdate {
  update: Update;
  /** Updates of one key reach a webhook one after the other. */
  orderKey: string;
  expiresAt: number;
}

export interface WebhookSettings {
  url: string;
  secretToken?: string;
  maxConnections: number;
}

/** A Stars payment; date in unix seconds. */
export interface Charge {
  personId: number;
  date: number;
  payment: Payment;
  refundedAt?: number;
}

/** Everything that changes the world: the journal is a list of these, and replaying it gives the world back. */
export type Change =
  | { kind: 'bot'; profile: BotProfile }
  | { kind: 'person'; person: Person }
  | { kind: 'group'; group: Group }
  | { kind: 'message'; entry: ChatEntry }
  | { kind: 'deletion'; chatId: number; deletion: Deletion }
  | { kind: 'file'; file: StoredFile }
  | { kind: 'update'; pending: PendingUpdate }
  | { kind: 'confirmation'; updateIds: number[] }
  | { kind: 'allowed-updates'; types: string[] }
  | { kind: 'webhook'; webhook: WebhookSettings | undefined }
  | { kind: 'charge'; charge: Charge }
  | { kind: 'counters'; counters: Counters }
  | { kind: 'clean-close' };

export interface Counters {
  messageId: number;
  updateId: number;
  fileNumber: number;
  seq: number;
}

/** Takes a change down for good. */
export type Recorder = (change: Change) => void;

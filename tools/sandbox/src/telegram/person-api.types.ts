/** The bot as a person sees it: `GET /api/bot`, with `?languageCode=` for commands in that language. */
export interface BotCard {
  id: number;
  username: string;
  firstName: string;
  commands: { command: string; description: string }[];
}

/** A person with a private chat; the id is also the chat id: `GET /api/people`. */
export interface Person {
  id: number;
  firstName: string;
  username?: string;
  languageCode: string;
  /** True while the person has blocked the bot. */
  blocked: boolean;
}

/** Body of `POST /api/people`; it answers 201 with the `Person`. */
export interface NewPerson {
  /** A Telegram id to have; without one, or if it is taken, it is any. */
  id?: number;
  firstName: string;
  username?: string;
  languageCode: string;
}

/** Body of `POST /api/groups`; it answers 201 with the `Group`. */
export interface NewGroup {
  title: string;
  memberIds: number[];
  /** The first one made the group. */
  adminIds?: number[];
  /** Privacy mode: the bot sees commands, mentions and replies to it only, unless it is an administrator. */
  privacy?: boolean;
}

/** A supergroup; the bot comes and goes by `POST /api/groups/:id/bot` with `{personId, status}`. */
export interface Group extends Required<NewGroup> {
  id: number;
  bot: 'member' | 'administrator' | 'left' | 'kicked';
}

/** What a person can attach: the `kind` field of a multipart `POST /api/people/:id/messages`. */
export type MediaKind = 'photo' | 'document' | 'voice' | 'audio' | 'video' | 'video_note';

/** An attachment; its bytes are at `GET /api/files/:fileId`. Sizes in bytes and pixels, duration in seconds. */
export interface ChatMedia {
  kind: MediaKind;
  fileId: string;
  fileName?: string;
  mimeType?: string;
  size: number;
  width?: number;
  height?: number;
  duration?: number;
}

/** A formatted span of `text` or `caption`; offset and length count UTF-16 units, as Telegram's do. */
export interface TextEntity {
  type: string;
  offset: number;
  length: number;
  url?: string;
  language?: string;
}

/** An inline button. One with `callbackData` is pressed by `POST .../presses`, one with `pay` by `POST .../payments`. */
export interface ChatButton {
  text: string;
  callbackData?: string;
  url?: string;
  pay?: boolean;
}

/** An offer to pay, or (as `payment`) what was paid; the amount is in whole units of the currency (Stars: `XTR`). */
export interface ChatInvoice {
  title: string;
  description: string;
  currency: string;
  totalAmount: number;
}

/** A message as the person sees it; times are unix seconds. */
export interface ChatMessage {
  messageId: number;
  date: number;
  editDate?: number;
  from: 'person' | 'bot';
  text?: string;
  caption?: string;
  /** Of the text, or of the caption where there is one. */
  entities?: TextEntity[];
  /** Messages of one album carry the same one. */
  mediaGroupId?: string;
  media?: ChatMedia;
  buttons?: ChatButton[][];
  /** Buttons under the input line: pressing one sends its text. An empty array takes them away. */
  keyboard?: string[][];
  replyToMessageId?: number;
  invoice?: ChatInvoice;
  payment?: { currency: string; totalAmount: number; chargeId: string; refunded: boolean };
}

/** `GET /api/people/:id/messages?after=<seq>`: what was written, edited or deleted after `seq` (all without it). */
export interface MessagesPage {
  seq: number;
  messages: ChatMessage[];
  /** Ids of messages that were deleted after the asked seq. */
  deleted: number[];
}

/** Body of `POST /api/people/:id/presses`. */
export interface ButtonPress {
  messageId: number;
  data: string;
}

/** What the bot answered to a press. */
export interface CallbackAnswer {
  text?: string;
  showAlert?: boolean;
  url?: string;
}

/** Answer of `POST /api/people/:id/presses`; `null` when the bot did not answer within 15 s. */
export interface PressResult {
  answer: CallbackAnswer | null;
}

/** Answer of `POST /api/people/:id/payments` with `{messageId}`; `sentTo` is who had it, where it was forwarded. */
export type PaymentResult =
  | { outcome: 'paid'; chargeId: string }
  | { outcome: 'refused'; reason: string }
  | { outcome: 'timeout' };

/**
 * Server-sent events of `GET /api/people/:id/events`: event name to JSON data. The SSE id is the chat's seq;
 * `Last-Event-ID` (or `?after=`) resumes with every message, edit and delete since. Actions, answers and drafts are
 * shown once and not repeated.
 */
export interface ChatEventData {
  message: ChatMessage;
  edit: ChatMessage;
  delete: { messageId: number };
  action: { action: string };
  'callback-answer': { messageId: number } & CallbackAnswer;
  /** A partial text that the bot is still writing; it vanishes after 30 s or with the next message. */
  draft: { draftId: number; text: string; entities?: TextEntity[] };
}

/** One event of a chat, told apart by its name. */
export type ChatEvent = {
  [Name in keyof ChatEventData]: { name: Name; data: ChatEventData[Name] };
}[keyof ChatEventData];

/** Body of every refused request. */
export interface ApiError {
  error: string;
}

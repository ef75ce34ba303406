import { type Action, encodeAction } from '@aisha/conversation';
import { shorten } from './split-text';
import { isBlank } from './text-seams';

export interface Button {
  text: string;
  /** Callback data; a button has this or an address. */
  data?: string;
  /** Where it leads to. */
  url?: string;
}

/** Stands where there is nothing to see and Telegram wants something. */
export const NOTHING_TO_SEE = '…';

/** A picture that lies nowhere: it is made when Telegram has none under its key yet. */
export interface DrawnPhoto {
  /** The same for the same picture. */
  key: string;
  make(): Promise<Buffer>;
}

/** How Telegram shows a file: by a method of its own each. */
export type FileKind = 'document' | 'voice' | 'audio' | 'video' | 'video_note';

/** A file to be sent as it is: a stored object, or one that is made when Telegram has none under its key yet. */
export interface DocumentFile {
  key: string;
  /** As the person sees it; plain ASCII. */
  fileName: string;
  /** Makes what is not stored. */
  make?(): Promise<Buffer>;
  /** A document without. */
  as?: FileKind;
  /** Telegram's own id of it, where it came from there. */
  telegramFileId?: string;
  /** Telegram's HTML: what is said instead when neither Telegram nor the storage has it any more. */
  gone?: string;
}

/** An offer that Telegram itself shows, with a button to pay. It is always a message of its own. */
export interface InvoiceCard {
  /** At most 32 characters. */
  title: string;
  /** At most 255 characters. */
  description: string;
  /** Comes back with the payment; at most 128 bytes. */
  payload: string;
  currency: string;
  /** In whole units of the currency. */
  amount: number;
}

/** A stored recording to be sent as a voice message: OGG/Opus. */
export interface VoiceFile {
  key: string;
  /** How long it plays. */
  seconds: number;
}

/** A message in a person's language, ready for Telegram. */
export interface Rendered {
  /** Telegram's HTML, of any length: it is cut where it is sent. */
  html: string;
  buttons: Button[][];
  /** Stored picture to show. */
  photoKey?: string;
  /** Picture to show that is not stored. */
  drawn?: DrawnPhoto;
  /** File whose caption the text is. It is always a message of its own. */
  document?: DocumentFile;
  /** Recording whose caption the text is. It is always a message of its own. */
  voice?: VoiceFile;
  /** The message is this offer and nothing else. */
  invoice?: InvoiceCard;
  /** Something that a person waits for: it comes as a new message, which rings, and takes the old one away. */
  announces?: boolean;
  /** Comes without a sound, as its reader wants it. */
  silent?: boolean;
  /** Telegram's id of the message that it answers, where that has to be seen. */
  replyTo?: number;
}

/** More does not fit on the widest screen. */
const LABEL_LIMIT = 64;

/** A button. Its label may hold what a person wrote: it stays one line, and Telegram takes no button without words. */
export const button = (label: string, action: Action): Button => {
  const text = shorten(label.toWellFormed().replace(/[\p{Cc}\s]+/gu, ' '), LABEL_LIMIT);
  return { text: isBlank(text) ? NOTHING_TO_SEE : text, data: encodeAction(action) };
};

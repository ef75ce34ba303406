import { type Action, encodeAction } from '@aisha/conversation';
import { shorten } from './split-text';
import { isBlank } from './text-seams';

export interface Button {
  text: string;
  /** Callback data. */
  data: string;
}

/** Stands where there is nothing to see and Telegram wants something. */
export const NOTHING_TO_SEE = '…';

/** A message in a person's language, ready for Telegram. */
export interface Rendered {
  /** Telegram's HTML, of any length: it is cut where it is sent. */
  html: string;
  buttons: Button[][];
  /** Stored picture to show. */
  photoKey?: string;
  /** Something that a person waits for: it comes as a new message, which rings, and takes the old one away. */
  announces?: boolean;
}

/** More does not fit on the widest screen. */
const LABEL_LIMIT = 64;

/** A button. Its label may hold what a person wrote: it stays one line, and Telegram takes no button without words. */
export const button = (label: string, action: Action): Button => {
  const text = shorten(label.toWellFormed().replace(/[\p{Cc}\s]+/gu, ' '), LABEL_LIMIT);
  return { text: isBlank(text) ? NOTHING_TO_SEE : text, data: encodeAction(action) };
};

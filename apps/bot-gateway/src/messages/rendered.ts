import { type Action, encodeAction } from '@aisha/conversation';

export interface Button {
  text: string;
  /** Callback data. */
  data: string;
}

/** A message in a person's language, ready for Telegram. */
export interface Rendered {
  /** Telegram's HTML, each within its limit; a photo has one, its caption. */
  texts: string[];
  buttons: Button[][];
  /** Stored picture to show. */
  photoKey?: string;
  /** Something that a person waits for: it comes as a new message, which rings, and takes the old one away. */
  announces?: boolean;
}

export const button = (text: string, action: Action): Button => ({
  text,
  data: encodeAction(action),
});

import { visibleText } from '../messages/html-text';
import {
  type Button,
  type DocumentFile,
  type DrawnPhoto,
  type InvoiceCard,
  NOTHING_TO_SEE,
  type Rendered,
  type VoiceFile,
} from '../messages/rendered';
import { CAPTION_LIMIT, splitHtml, splitText, TEXT_LIMIT } from '../messages/split-text';
import { isButtonFault, isFormatFault, isTooLong } from './telegram-fault';

/** What one call to Telegram carries. */
export interface MessagePart {
  text: string;
  format: 'html' | 'plain';
  buttons: Button[][];
  /** Picture whose caption the text is: a stored one, or one that is drawn. */
  photoKey?: string;
  drawn?: DrawnPhoto;
  /** File whose caption the text is. */
  document?: DocumentFile;
  /** Recording whose caption the text is. */
  voice?: VoiceFile;
  /** An offer, which has no other text. */
  invoice?: InvoiceCard;
}

/** What was taken away from a part. */
export type Loss = 'markup' | 'buttons';

export interface Simplified {
  lost: Loss;
  parts: MessagePart[];
}

/** A message as Telegram takes it: the picture goes with the first part, the buttons stand under the last. */
export function partsOf(message: Rendered): MessagePart[] {
  const { invoice } = message;
  if (invoice) return [{ text: '', format: 'plain', buttons: [], invoice }];
  const first = hasMedia(message) ? CAPTION_LIMIT : TEXT_LIMIT;
  return arrange(splitHtml(message.html, first, TEXT_LIMIT), 'html', message);
}

/**
 * What to send in place of a part that Telegram refused for how it is made, so that its words arrive: the same without
 * markup, or without buttons. Each answer is simpler than the part.
 * @returns undefined if the part is not at fault, or cannot be made simpler, as an offer
 */
export function simplified(part: MessagePart, error: unknown): Simplified | undefined {
  if (part.invoice) return undefined;
  if (isButtonFault(error) && part.buttons.length > 0) {
    return { lost: 'buttons', parts: [{ ...part, buttons: [] }] };
  }
  if (!isFormatFault(error) || part.format === 'plain') return undefined;
  // Telegram counts differently from us: half of the limit holds in any way of counting.
  const scale = isTooLong(error) ? 0.5 : 1;
  const first = (hasMedia(part) ? CAPTION_LIMIT : TEXT_LIMIT) * scale;
  const texts = splitText(visibleText(part.text), first, TEXT_LIMIT * scale);
  return { lost: 'markup', parts: arrange(texts, 'plain', part) };
}

type Media = Pick<MessagePart, 'photoKey' | 'drawn' | 'document' | 'voice'>;
type Frame = Media & Pick<MessagePart, 'buttons'>;

const mediaOf = ({ photoKey, drawn, document, voice }: Media): Media => ({
  ...(photoKey && { photoKey }),
  ...(drawn && { drawn }),
  ...(document && { document }),
  ...(voice && { voice }),
});
const hasMedia = (message: Media): boolean => Object.keys(mediaOf(message)).length > 0;

function arrange(
  texts: string[],
  format: MessagePart['format'],
  { buttons, ...media }: Frame,
): MessagePart[] {
  const shown = texts.length > 0 ? texts : [hasMedia(media) ? '' : NOTHING_TO_SEE];
  return shown.map((text, index) => ({
    text,
    format,
    buttons: index === shown.length - 1 ? buttons : [],
    ...(index === 0 ? mediaOf(media) : {}),
  }));
}

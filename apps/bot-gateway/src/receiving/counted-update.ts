import type { Message, Update } from 'telegraf/types';

export type Bucket = 'message' | 'press' | 'upload' | 'group';

/** An update that counts against what one person may send. */
export interface Counted {
  personId: number;
  bucket: Bucket;
  /** Members of one album count as one. */
  album?: string;
}

/** People send photos and recordings in bursts, so these are counted apart. */
const UPLOADS = ['photo', 'voice', 'audio', 'video', 'video_note', 'document'];
const RECORDINGS = ['voice', 'audio', 'video_note'];
/** Money that has moved is always heard. */
const PAYMENTS = ['successful_payment', 'refunded_payment'];

/** Whether a message tells of money. */
export const isPayment = (message: Message): boolean => PAYMENTS.some((field) => field in message);

/**
 * How an update counts; undefined for what never counts: payments and the questions before them, blocks and
 * unblocks, and all that is not answered anyway, such as what people say to each other in groups.
 */
export function countedUpdate(update: Update): Counted | undefined {
  if ('message' in update) return countedMessage(update.message);
  if ('callback_query' in update) {
    return { personId: update.callback_query.from.id, bucket: 'press' };
  }
  return undefined;
}

function countedMessage(message: Message): Counted | undefined {
  if (message.chat.type !== 'private') return countedInGroup(message);
  if (isPayment(message)) return undefined;
  const personId = message.chat.id;
  if (!UPLOADS.some((field) => field in message)) return { personId, bucket: 'message' };
  const album = 'media_group_id' in message ? message.media_group_id : undefined;
  return { personId, bucket: 'upload', album };
}

/** What may be meant for us; the rest of a group's talk is not held against those who talk. */
function countedInGroup(message: Message): Counted | undefined {
  if (!message.from || message.from.is_bot) return undefined;
  const words = 'text' in message ? message.text : 'caption' in message ? message.caption : '';
  const isReply = 'reply_to_message' in message && message.reply_to_message?.from?.is_bot;
  const mayBeOurs = isReply || RECORDINGS.some((field) => field in message);
  return mayBeOurs || /^\/|@|^\s*(аиша|aisha)/iu.test(words ?? '')
    ? { personId: message.from.id, bucket: 'group' }
    : undefined;
}

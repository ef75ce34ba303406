import { TelegramError } from 'telegraf';
import { retryAfterMs } from './retry-after';

/** What a failed send means for the message. */
export type SendFault =
  | { kind: 'wait'; waitMs: number; reason: string }
  | { kind: 'unreachable-person'; reason: string }
  /** The group became a supergroup: the message goes to its new id. */
  | { kind: 'moved'; toChatId: number; reason: string }
  | { kind: 'refused'; reason: string };

const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 60_000;

/** 1 s, 2 s, 4 s ... 60 s. @param attempt counts from 1 */
export const backoffMs = (attempt: number): number =>
  Math.min(FIRST_WAIT_MS * 2 ** (attempt - 1), LONGEST_WAIT_MS);

/** What Telegram says with a 400 of chats that nothing can be written to: gone, never met, or closed to the bot. */
const UNREACHABLE = new RegExp(
  [
    'chat not found|user not found|PEER_ID_INVALID|CHAT_ID_INVALID|USER_ID_INVALID|CHANNEL_INVALID',
    'user is deactivated|INPUT_USER_DEACTIVATED|USER_IS_BLOCKED|USER_IS_BOT|bot was (blocked|kicked)',
    'group chat was (deleted|deactivated)|CHANNEL_PRIVATE|not a member of',
    // Only for texts: a chat that takes no photos from us takes words.
    'not enough rights to send text messages|have no rights to send a message|need administrator rights',
    'CHAT_WRITE_FORBIDDEN|CHAT_SEND_PLAIN_FORBIDDEN|CHAT_RESTRICTED',
  ].join('|'),
  'i',
);

/** Tells apart: wait and try again, this person cannot be written to, Telegram will never take this message. */
export function sendFault(error: unknown, attempt: number): SendFault {
  if (!(error instanceof TelegramError)) {
    return { kind: 'wait', waitMs: backoffMs(attempt), reason: String(error) };
  }
  const { error_code: code, description, parameters } = error.response;
  const reason = `${code} ${description}`;
  const waitMs = retryAfterMs(error);
  if (waitMs !== undefined) return { kind: 'wait', waitMs, reason };
  if (parameters?.migrate_to_chat_id !== undefined) {
    return { kind: 'moved', toChatId: parameters.migrate_to_chat_id, reason };
  }
  if (code === 403 || (code === 400 && UNREACHABLE.test(description))) {
    return { kind: 'unreachable-person', reason };
  }
  // A token that is being changed, or an outage: the message itself is not at fault.
  if (code === 401 || code === 404 || code >= 500) {
    return { kind: 'wait', waitMs: backoffMs(attempt), reason };
  }
  return { kind: 'refused', reason };
}

const describes = (error: unknown, pattern: RegExp): boolean =>
  error instanceof TelegramError && error.code === 400 && pattern.test(error.description);

/** The edit changes nothing: as good as done. */
export const isNotModified = (error: unknown) => describes(error, /message is not modified/i);

/** Telegram does not take the text as it is: its markup, its length, or nothing to see in it. */
export const isFormatFault = (error: unknown) =>
  describes(
    error,
    /can't parse (message text|caption )?entities|ENTIT(Y|IES)_\w*INVALID|ENTITIES_TOO_LONG|text must be non-empty|must be encoded in UTF-8/i,
  ) ||
  isTooLong(error) ||
  isEmpty(error);

export const isTooLong = (error: unknown) =>
  describes(
    error,
    /(message|message caption|text|caption) is too long|(MESSAGE|CAPTION)_TOO_LONG/i,
  );

export const isEmpty = (error: unknown) =>
  describes(error, /(message )?text is empty|text must be non-empty|MESSAGE_EMPTY/i);

/** Telegram does not take the buttons. */
export const isButtonFault = (error: unknown) =>
  describes(
    error,
    /BUTTON_\w*INVALID|reply markup is too long|REPLY_MARKUP_(INVALID|TOO_LONG)|inline keyboard|reply keyboard markup/i,
  );

/** The message to edit is gone, or is of a kind that cannot become this one. */
export const isUneditable = (error: unknown) =>
  describes(
    error,
    /message to edit not found|message can't be edited|no text in the message|MESSAGE_ID_INVALID|message is not found|there is no (caption|media)|can't be edited|message type/i,
  );

/** A file id of another bot, of another kind of file, or one that Telegram forgot: the bytes must be sent again. */
export const isBadFileId = (error: unknown) =>
  describes(
    error,
    /wrong file.?identifier|wrong remote file|FILE_REFERENCE|file_id|use file of type/i,
  );

import { TelegramError } from 'telegraf';

/** What a failed send means for the message. */
export type SendFault =
  | { kind: 'wait'; waitMs: number; reason: string }
  | { kind: 'unreachable-person'; reason: string }
  | { kind: 'refused'; reason: string };

const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 60_000;

/** 1 s, 2 s, 4 s ... 60 s. @param attempt counts from 1 */
export const backoffMs = (attempt: number): number =>
  Math.min(FIRST_WAIT_MS * 2 ** (attempt - 1), LONGEST_WAIT_MS);

/** Tells apart: wait and try again, this person cannot be written to, Telegram will never take this message. */
export function sendFault(error: unknown, attempt: number): SendFault {
  if (!(error instanceof TelegramError)) {
    return { kind: 'wait', waitMs: backoffMs(attempt), reason: String(error) };
  }
  const { error_code: code, description, parameters } = error.response;
  const reason = `${code} ${description}`;
  if (code === 429) {
    const waitMs = (parameters?.retry_after ?? 1) * 1_000;
    return { kind: 'wait', waitMs, reason };
  }
  if (code === 403 || /chat not found|user is deactivated/i.test(description)) {
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

/** The message to edit is gone, or is of a kind that cannot become this one. */
export const isUneditable = (error: unknown) =>
  describes(
    error,
    /message to edit not found|message can't be edited|no text in the message|MESSAGE_ID_INVALID|message is not found|there is no (caption|media)|can't be edited|message type/i,
  );

/** A file id of another bot or one that Telegram forgot: the bytes must be sent again. */
export const isBadFileId = (error: unknown) =>
  describes(error, /wrong file.?identifier|wrong remote file|FILE_REFERENCE|file_id/i);

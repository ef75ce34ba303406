import { TelegramError } from 'telegraf';

interface ErrorAnswer {
  error_code: number;
  description: string;
  parameters?: { retry_after?: number; migrate_to_chat_id?: number };
}
type Answer = { ok: true; result: unknown } | ({ ok: false } & ErrorAnswer);

/** The Bot API gave no answer that can be read: whether it did its work is not known. */
export class TelegramUnreachable extends Error {
  constructor(
    message: string,
    /** Of the network's error, such as ECONNRESET. */
    readonly code?: string,
  ) {
    super(message);
    this.name = 'TelegramUnreachable';
  }
}

/**
 * The result of a call.
 * @throws TelegramError when the Bot API refuses, or when what stands before it answers 5xx with a page of its own
 * @throws TelegramUnreachable for any other page: a proxy's 403 must not pass for a person who blocked the bot
 */
export function resultOf(
  status: number,
  body: string,
  on: { method: string; payload: object },
): unknown {
  const answer = parse(body);
  if (answer?.ok) return answer.result;
  if (answer) throw new TelegramError(answer, on);
  if (status >= 500) {
    throw new TelegramError({ error_code: status, description: `HTTP ${status}` }, on);
  }
  throw new TelegramUnreachable(`${on.method}: HTTP ${status} without an answer of the Bot API`);
}

function parse(body: string): Answer | undefined {
  try {
    const parsed = JSON.parse(body) as Partial<Answer> | null;
    const isAnswer = parsed?.ok === true || (parsed?.ok === false && 'error_code' in parsed);
    return isAnswer ? (parsed as Answer) : undefined;
  } catch {
    return undefined;
  }
}

/** What went wrong on the way, without the address, which holds the token. */
export function unreachable(method: string, error: unknown, token: string): TelegramUnreachable {
  const { message, code } = error as { message?: string; code?: string };
  return new TelegramUnreachable(
    `${method}: ${(message || String(error)).replaceAll(token, '[bot token]')}`,
    code,
  );
}

/** Hints for the caller that travel beside the description. */
export interface ErrorParameters {
  retry_after?: number;
  migrate_to_chat_id?: number;
}

/** A refusal in the words of the Bot API; the code is also the HTTP status. */
export class BotApiError extends Error {
  constructor(
    readonly code: number,
    description: string,
    readonly parameters?: ErrorParameters,
  ) {
    super(description);
  }
}

/** 400 with Telegram's prefix. */
export const badRequest = (reason: string) => new BotApiError(400, `Bad Request: ${reason}`);

/** 403 with Telegram's prefix. */
export const forbidden = (reason: string) => new BotApiError(403, `Forbidden: ${reason}`);

/** 409 with Telegram's prefix. */
export const conflict = (reason: string) => new BotApiError(409, `Conflict: ${reason}`);

/** 429; the wait is in whole seconds. */
export const tooManyRequests = (seconds: number) =>
  new BotApiError(429, `Too Many Requests: retry after ${seconds}`, { retry_after: seconds });

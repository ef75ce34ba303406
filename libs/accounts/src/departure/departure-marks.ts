import { createHmac, hkdfSync } from 'node:crypto';

/** Names the use of the key, so that no other key that is derived from the token is the same. */
const PURPOSE = 'aisha departures v1';
const KEY_BYTES = 32;

/**
 * Marks of people that nobody can be named by: an HMAC under a key that is derived from the bot's token. Who has the
 * database and not the token cannot try Telegram's ids one after the other.
 */
export class DepartureMarks {
  private readonly key: Buffer | undefined;

  /** @param token of the bot; without it, as in workers, there are no marks */
  constructor(token: string | undefined) {
    this.key =
      token === undefined
        ? undefined
        : Buffer.from(hkdfSync('sha256', token, '', PURPOSE, KEY_BYTES));
  }

  of(telegramId: number): string | undefined {
    return this.key && createHmac('sha256', this.key).update(String(telegramId)).digest('hex');
  }
}

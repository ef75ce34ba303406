import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';

const HEADER = 'x-telegram-bot-api-secret-token';
const digest = (text: string) => createHash('sha256').update(text).digest();

/** Tells Telegram from a stranger. Digests are of one length, so it takes the same time whatever was sent. */
export function secretCheck(
  secret: string,
): (request: { headers: IncomingHttpHeaders }) => boolean {
  const expected = digest(secret);
  return ({ headers }) => {
    const given = headers[HEADER];
    return timingSafeEqual(digest(typeof given === 'string' ? given : ''), expected);
  };
}

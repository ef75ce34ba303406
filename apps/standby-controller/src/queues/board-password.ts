import { createHash, timingSafeEqual } from 'node:crypto';

const digest = (text: string) => createHash('sha256').update(text).digest();

/** Whether a header of Basic authentication names this password; the user's name is not looked at. */
export function isPassword(password: string): (authorization: string | undefined) => boolean {
  const expected = digest(password);
  return (authorization = '') => {
    const [, encoded = ''] = /^basic +(\S+)$/i.exec(authorization) ?? [];
    const given = Buffer.from(encoded, 'base64').toString();
    // Digests are of one length, so the comparison takes the same time whatever was sent.
    return timingSafeEqual(digest(given.slice(given.indexOf(':') + 1)), expected);
  };
}

import { createHmac, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';

/** Paid work that FAL calls back about: which row, under which attempt. */
export interface CallbackJob {
  subject: 'training' | 'image';
  rowId: string;
  attempt: number;
}

const fields = z.tuple([
  z.enum(['training', 'image']),
  z.uuid(),
  z.string().regex(/^[1-9]\d{0,8}$/),
  z.string().regex(/^[\w-]{43}$/),
]);

const seal = (secret: string, text: string) =>
  createHmac('sha256', secret).update(text).digest('base64url');

/** The `job` token of a callback address: `<subject>.<rowId>.<attempt>.<hmac>`. */
export function signCallback(secret: string, { subject, rowId, attempt }: CallbackJob): string {
  const text = `${subject}.${rowId}.${attempt}`;
  return `${text}.${seal(secret, text)}`;
}

/** The job that a token of ours is about; undefined when it is not ours, word for word. */
export function parseCallback(secret: string, token: string): CallbackJob | undefined {
  const parsed = fields.safeParse(token.split('.'));
  if (!parsed.success) return undefined;
  const [subject, rowId, attempt, given] = parsed.data;
  const expected = seal(secret, `${subject}.${rowId}.${attempt}`);
  if (!timingSafeEqual(Buffer.from(given), Buffer.from(expected))) return undefined;
  return { subject, rowId, attempt: Number(attempt) };
}

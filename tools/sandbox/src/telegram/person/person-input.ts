import { z } from 'zod';
import { isForm, type FormBody } from '../server/form-body';
import { mediaKinds } from '../wire.types';
import { PersonApiError } from './person-api.error';
import type { Attachment } from './person-messages';

export const newPerson = z.object({
  id: z.int().min(1).max(8_000_000_000).optional(),
  firstName: z.string().trim().min(1).max(64),
  username: z
    .string()
    .regex(/^[A-Za-z]\w{3,31}$/)
    .optional(),
  languageCode: z.string().regex(/^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$/),
});
export const textMessage = z.object({ text: z.string().max(100_000) });
export const buttonPress = z.object({ messageId: z.int(), data: z.string() });
export const paymentInput = z.object({ messageId: z.int(), sentTo: z.int().optional() });
export const blockInput = z.object({ blocked: z.boolean() });
export const languageQuery = z.object({ languageCode: z.string().optional() });
export const seqQuery = z.object({ after: z.coerce.number().int().nonnegative().optional() });

const attachmentFields = z.object({
  kind: z.enum(mediaKinds),
  caption: z.string().default(''),
  duration: z.coerce.number().nonnegative().optional(),
});

/** The files of a form with what is said about them. Throws 413 when one is too long. */
export function readAttachment(form: FormBody): Attachment {
  if (form.isTooLarge) throw new PersonApiError(413, 'the file is too big');
  const { duration, ...rest } = attachmentFields.parse(Object.fromEntries(form.fields));
  const files = form.files.filter(({ field }) => field === 'file');
  return { ...rest, files, ...(duration !== undefined && { duration: Math.round(duration) }) };
}

/** The text of a JSON body, or the files of a form. */
export const readMessage = (body: unknown): string | Attachment =>
  isForm(body) ? readAttachment(body) : textMessage.parse(body).text;

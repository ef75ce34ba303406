import type { IncomingHttpHeaders } from 'node:http';
import type { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import busboy from 'busboy';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Upload } from '../media/upload.types';

const MAX_FIELD_BYTES = 1 << 20;
const forms = ['multipart/form-data', 'application/x-www-form-urlencoded'];

/** A file of a form, under the name of its field. */
export interface FormFile extends Upload {
  field: string;
}

/** The content of a form; `isTooLarge` when a file was longer than allowed. */
export interface FormBody {
  fields: Map<string, string>;
  files: FormFile[];
  isTooLarge: boolean;
}

/** Lets this part of a server read both kinds of forms; the body is then a FormBody. */
export function acceptForms(app: FastifyInstance, maxFileBytes: number) {
  app.removeContentTypeParser(forms);
  app.addContentTypeParser(forms, (request: FastifyRequest, payload: Readable) =>
    readForm(request.headers, payload, maxFileBytes),
  );
}

/** Narrows the body of a request. */
export const isForm = (body: unknown): body is FormBody =>
  typeof body === 'object' && body !== null && 'fields' in body && body.fields instanceof Map;

async function readForm(headers: IncomingHttpHeaders, payload: Readable, maxFileBytes: number) {
  const form: FormBody = { fields: new Map(), files: [], isTooLarge: false };
  const limits = { fileSize: maxFileBytes, fieldSize: MAX_FIELD_BYTES };
  const parser = busboy({ headers, limits, defParamCharset: 'utf8' });
  const files: Promise<FormFile>[] = [];
  parser.on('field', (name, value) => form.fields.set(name, value));
  parser.on('file', (field, stream, { filename = '', mimeType }) => {
    stream.on('limit', () => (form.isTooLarge = true));
    const toFile = (bytes: Buffer) => ({ field, fileName: filename, mimeType, bytes });
    files.push(buffer(stream).then(toFile));
  });
  await pipeline(payload, parser);
  return { ...form, files: await Promise.all(files) };
}

import busboy from 'busboy';
import type { IncomingMessage } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import { badRequest, OpenAiError } from './openai.errors';

/** OpenAI's limit for the whole body, 25 MB. */
export const maxBodyBytes = 26_214_400;

/** The fields and the file of a multipart form. */
export interface TranscriptionForm {
  readonly fields: ReadonlyMap<string, string>;
  readonly file?: { readonly name: string; readonly contentType: string; readonly bytes: Buffer };
}

/** Reads a form to its end, also one that is too large: who still writes does not hear an answer. */
export async function readForm(request: IncomingMessage): Promise<TranscriptionForm> {
  const parser = parserOf(request);
  const bytes = await readUpTo(request, maxBodyBytes);
  const fields = new Map<string, string>();
  const files: Promise<NonNullable<TranscriptionForm['file']>>[] = [];
  parser.on('field', (name, value) => fields.set(name, value));
  parser.on('file', (_field, stream, { filename: name, mimeType: contentType }) => {
    files.push(buffer(stream).then((content) => ({ name, contentType, bytes: content })));
  });
  await pipeline([bytes], parser).catch(() => {
    throw badRequest('Could not parse multipart form', null);
  });
  const [file] = await Promise.all(files);
  return { fields, ...(file ? { file } : {}) };
}

function parserOf({ headers }: IncomingMessage): busboy.Busboy {
  try {
    return busboy({ headers, defParamCharset: 'utf8' });
  } catch {
    throw badRequest('Could not parse multipart form', null);
  }
}

async function readUpTo(body: AsyncIterable<Buffer>, limit: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of body) {
    size += chunk.length;
    if (size <= limit) chunks.push(chunk);
  }
  if (size <= limit) return Buffer.concat(chunks);
  const message = `413: Maximum content size limit (${limit}) exceeded (${size} bytes read)`;
  throw new OpenAiError(413, message, { type: 'server_error' });
}

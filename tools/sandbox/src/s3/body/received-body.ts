import { open } from 'node:fs/promises';
import { S3Error } from '../s3-error';
import { BodyVerifier, declaredLength } from './body-verifier';
import type { DeclaredBody, ReceivedContent } from './body-verifier';
import { ChunkedBody, isChunked } from './chunked-body';

/** S3's limit for one PUT, in bytes. */
const LARGEST_PUT = 5 * 1024 ** 3;

export interface IncomingBody extends DeclaredBody {
  /** Starts reading the body as it comes over the wire. */
  read(): AsyncIterable<Buffer>;
}

/** Streams a body to a new file. Throws an S3Error if it is not what its request declares. */
export async function receiveFile(body: IncomingBody, path: string): Promise<ReceivedContent> {
  requireLength(body);
  const file = await open(path, 'wx');
  try {
    return await receive(body, LARGEST_PUT, (part) => file.appendFile(part));
  } finally {
    await file.close();
  }
}

/** Reads a small document, with the same checks. */
export async function receiveText(body: IncomingBody, limitBytes: number): Promise<string> {
  const parts: Buffer[] = [];
  await receive(body, limitBytes, (part) => parts.push(part));
  return Buffer.concat(parts).toString();
}

async function receive(
  body: IncomingBody,
  limitBytes: number,
  write: (part: Buffer) => unknown,
): Promise<ReceivedContent> {
  const { payloadHash, chunkSigning } = body.identity;
  const verifier = new BodyVerifier(body);
  const source = body.read();
  const chunked = isChunked(payloadHash)
    ? new ChunkedBody(source, payloadHash, chunkSigning)
    : undefined;
  for await (const part of chunked?.parts() ?? source) {
    verifier.update(part);
    if (verifier.size > limitBytes) throw new S3Error(400, 'EntityTooLarge');
    await write(part);
  }
  return verifier.finish(chunked?.trailers ?? new Map());
}

/** S3 stores no body whose length is not told in advance. */
function requireLength(body: IncomingBody): void {
  const length = declaredLength(body);
  if (length === undefined) throw new S3Error(411, 'MissingContentLength');
  if (!(Number(length) <= LARGEST_PUT)) throw new S3Error(400, 'EntityTooLarge');
}

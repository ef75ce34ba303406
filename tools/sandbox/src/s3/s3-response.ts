import type { IncomingMessage, ServerResponse } from 'node:http';
import { pipeline } from 'node:stream/promises';
import type { S3Answer } from './s3-call';
import type { S3Error } from './s3-error';
import { element } from './xml';

const BODILESS = [204, 304];

/** Writes an answer; ends when all of it is handed to the connection. */
export async function sendAnswer(response: ServerResponse, answer: S3Answer): Promise<void> {
  const { status, body, headers = {} } = answer;
  if (typeof body === 'object') {
    response.writeHead(status, headers);
    await pipeline(body, response);
    return;
  }
  const bodiless = BODILESS.includes(status) || 'content-length' in headers;
  const length = bodiless ? {} : { 'content-length': String(Buffer.byteLength(body ?? '')) };
  response.writeHead(status, { ...headers, ...length });
  response.end(body);
}

/** How S3 says no: an XML document, without it where HTTP allows no body. */
export function errorAnswer(
  { status, code, message, headers }: S3Error,
  request: IncomingMessage,
  requestId: string,
): S3Answer {
  if (request.method === 'HEAD' || BODILESS.includes(status)) return { status, headers };
  const root = element(
    'Error',
    element('Code', code),
    element('Message', message),
    element('Resource', request.url),
    element('RequestId', requestId),
  );
  const body = `<?xml version="1.0" encoding="UTF-8"?>\n${root.text}`;
  return { status, headers: { 'content-type': 'application/xml', ...headers }, body };
}

import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import { text } from 'node:stream/consumers';

/** A request as a stranger may make it: nothing of it is put right on its way. */
export interface RawCall {
  method?: string;
  /** As it stands in the request line. */
  path: string;
  /** Several values are several headers of one name. */
  headers?: Record<string, string | string[]>;
  body?: string;
  /** In pieces, without a length said beforehand. */
  chunked?: boolean;
}

export interface RawAnswer {
  status: number;
  body: string;
}

/** @param address such as http://127.0.0.1:8001 */
export async function callRaw(address: string, call: RawCall): Promise<RawAnswer> {
  const { method = 'POST', path, headers = {}, body = '', chunked } = call;
  const { hostname, port } = new URL(address);
  const length = chunked ? {} : { 'content-length': String(Buffer.byteLength(body)) };
  const calling = request({ hostname, port, path, method, headers: { ...length, ...headers } });
  const answered = once(calling, 'response') as Promise<[IncomingMessage]>;
  // Who refuses a large body hangs up before it has all come.
  calling.on('error', () => undefined);
  for (let at = 0; at < body.length; at += 65_536) calling.write(body.slice(at, at + 65_536));
  calling.end();
  const [answer] = await answered;
  return { status: answer.statusCode ?? 0, body: await text(answer).catch(() => '') };
}

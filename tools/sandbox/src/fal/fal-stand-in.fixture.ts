import { createFalClient } from '@fal-ai/client';
import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage } from 'node:http';
import { once } from 'node:events';
import path from 'node:path';
import { buffer } from 'node:stream/consumers';
import sharp from 'sharp';
import { ZipFile } from 'yazl';

/** FAL's own client, led to a stand-in the way our apps do it. */
export const realClient = (url: string, credentials = 'test:key') =>
  createFalClient({
    credentials,
    requestMiddleware: (request) =>
      Promise.resolve({
        ...request,
        url: request.url
          .replace('https://queue.fal.run', `${url}/queue`)
          .replace('https://rest.fal.ai', `${url}/rest`),
      }),
  });

/** A training archive of a person's photos, small ones. */
export async function photoArchive(count: number, extra: Record<string, Buffer> = {}) {
  const dir = path.join(path.dirname(require.resolve('@vladmandic/face-api/package.json')), 'demo');
  const zip = new ZipFile();
  for (let index = 0; index < count; index += 1) {
    const original = await readFile(path.join(dir, `sample${(index % 6) + 1}.jpg`));
    const photo = await sharp(original).resize(128).jpeg().toBuffer();
    zip.addBuffer(photo, `photo_${index}.jpg`, { compress: false });
  }
  for (const [name, bytes] of Object.entries(extra)) zip.addBuffer(bytes, name);
  zip.end();
  return buffer(zip.outputStream);
}

/** A callback as it arrived. */
export interface ReceivedCallback {
  readonly headers: IncomingMessage['headers'];
  readonly rawBody: Buffer;
}

/** A small server that takes callbacks and answers with the given statuses, then with 200. */
export class CallbackReceiver {
  readonly received: ReceivedCallback[] = [];
  answers: number[] = [];
  private readonly server = createServer((request, response) => {
    void buffer(request).then((rawBody) => {
      this.received.push({ headers: request.headers, rawBody });
      response.writeHead(this.answers.shift() ?? 200).end();
    });
  });

  static async start(): Promise<CallbackReceiver> {
    const receiver = new CallbackReceiver();
    await once(receiver.server.listen(0, '127.0.0.1'), 'listening');
    return receiver;
  }

  get url(): string {
    const address = this.server.address();
    return typeof address === 'object' ? `http://127.0.0.1:${address?.port}/fal?job=a%20b` : '';
  }

  bodies(): unknown[] {
    return this.received.map(({ rawBody }) => JSON.parse(String(rawBody)));
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }
}

/** Waits until a condition holds; fails after five seconds. */
export async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  const deadline = Date.now() + 5_000;
  while (!(await condition())) {
    if (Date.now() > deadline) throw new Error('the condition did not come true within 5 s');
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

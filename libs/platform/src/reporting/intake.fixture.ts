import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gunzipSync } from 'node:zlib';

export interface Received {
  path: string;
  body: string;
}

/** A server that takes what telemetry sends, as a collector or an error tracker does. */
export class Intake {
  readonly received: Received[] = [];
  /** Takes requests and never answers. */
  hangs = false;
  private readonly server = createServer((request, response) => void this.take(request, response));

  static async open(): Promise<Intake> {
    const intake = new Intake();
    intake.server.listen(0, '127.0.0.1');
    await once(intake.server, 'listening');
    return intake;
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  async close(): Promise<void> {
    const closed = once(this.server, 'close');
    this.server.close();
    this.server.closeAllConnections();
    await closed;
  }

  private async take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks = await request.toArray();
    const bytes = Buffer.concat(chunks as Buffer[]);
    const isPacked = request.headers['content-encoding'] === 'gzip';
    const body = (isPacked ? gunzipSync(bytes) : bytes).toString();
    this.received.push({ path: request.url ?? '', body });
    if (!this.hangs) response.setHeader('content-type', 'application/json').end('{}');
  }
}

import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { buffer } from 'node:stream/consumers';

/** A request as the server saw it. */
export interface SeenRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: Buffer;
}

/** Answers one request; doing nothing leaves it hanging, destroying the socket breaks it off. */
export type Script = (response: ServerResponse, request: SeenRequest) => void;

/** A small HTTP server that plays a provider's protocol faults, and remembers what it was asked. */
export class ScriptedServer {
  readonly seen: SeenRequest[] = [];
  private script: Script = (response) => response.writeHead(404).end();
  private readonly server = createServer((request, response) => {
    void this.answer(request, response);
  });

  static async start(): Promise<ScriptedServer> {
    const scripted = new ScriptedServer();
    await once(scripted.server.listen(0, '127.0.0.1'), 'listening');
    return scripted;
  }

  get url(): string {
    const address = this.server.address();
    if (address === null || typeof address === 'string') throw new Error('not listening');
    return `http://127.0.0.1:${address.port}`;
  }

  play(script: Script): void {
    this.script = script;
    this.seen.length = 0;
  }

  /** Answers with JSON; `headers` may tell another content type. */
  playJson(status: number, body: unknown, headers: Record<string, string> = {}): void {
    this.play((response) => {
      response.writeHead(status, { 'content-type': 'application/json', ...headers });
      response.end(JSON.stringify(body));
    });
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method = '', url = '', headers } = request;
    const seen = { method, url, headers, body: await buffer(request) };
    this.seen.push(seen);
    this.script(response, seen);
  }
}

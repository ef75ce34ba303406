import {
  Agent as HttpAgent,
  type IncomingHttpHeaders,
  type IncomingMessage,
  request,
} from 'node:http';
import { Agent as HttpsAgent, request as secureRequest } from 'node:https';

export interface Asked {
  method?: string;
  host?: string;
  headers?: Record<string, string>;
  body?: string | Buffer;
  /** Without one each request has a connection of its own. */
  agent?: HttpsAgent;
}

export interface Answer {
  status: number;
  headers: IncomingHttpHeaders;
  body: string;
  /** From the call to the last byte. */
  ms: number;
}

/** Longer than nginx may take with any request here. */
const ANSWER_MS = 20_000;
const ALONE = { keepAlive: false };

/** Asks nginx by TLS and trusts only the certificate that it was given; or by plain http. */
export class HttpsClient {
  constructor(
    private readonly ports: { http: number; https: number },
    private readonly ca: string,
    private readonly host: string,
  ) {}

  agent(maxSockets: number): HttpsAgent {
    return new HttpsAgent({ keepAlive: true, maxSockets });
  }

  https(path: string, asked: Asked = {}): Promise<Answer> {
    const host = asked.host ?? this.host;
    const { ca, ports } = this;
    return this.send(asked, (done) =>
      secureRequest(
        {
          ...this.target(path, asked, ports.https),
          ca,
          servername: host,
          agent: asked.agent ?? new HttpsAgent(ALONE),
        },
        done,
      ),
    );
  }

  http(path: string, asked: Asked = {}): Promise<Answer> {
    const target = { ...this.target(path, asked, this.ports.http), agent: new HttpAgent(ALONE) };
    return this.send(asked, (done) => request(target, done));
  }

  private target(path: string, { method, headers, host }: Asked, port: number) {
    return {
      host: '127.0.0.1',
      port,
      path,
      method: method ?? 'GET',
      headers: { host: host ?? this.host, ...headers },
      signal: AbortSignal.timeout(ANSWER_MS),
    };
  }

  private send(
    { body }: Asked,
    open: (done: (response: IncomingMessage) => void) => ReturnType<typeof request>,
  ): Promise<Answer> {
    const begun = performance.now();
    return new Promise((resolve, reject) => {
      const sending = open((response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('error', reject);
        response.on('end', () =>
          resolve({
            status: response.statusCode ?? 0,
            headers: response.headers,
            body: Buffer.concat(chunks).toString(),
            ms: performance.now() - begun,
          }),
        );
      });
      sending.on('error', reject);
      sending.end(body);
    });
  }
}

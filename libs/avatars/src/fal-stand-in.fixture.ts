import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { buffer } from 'node:stream/consumers';

/** A job as it was submitted. */
export interface Submitted {
  requestId: string;
  endpoint: string;
  input: Record<string, unknown>;
  webhookUrl: string | null;
}
/** What FAL does with the next submits: `break` takes the job and drops the connection without an answer. */
export type SubmitBehaviour = 'take' | 'break' | { status: number; body: unknown };
type Answer = { status: number; body: unknown };

/** FAL's queue and file storage as far as the sagas use them; jobs end when the spec says so. */
export class FalStandIn {
  readonly submitted: Submitted[] = [];
  readonly cancelled: string[] = [];
  readonly files = new Map<string, Buffer>();
  /** FAL answers wishes to stop with a fault of its own. */
  refusesToStop = false;
  /** What FAL tells of jobs that have not ended. */
  standing: Record<string, unknown> = { status: 'IN_PROGRESS', logs: [] };
  behaviour: SubmitBehaviour = 'take';
  /** Runs after a job was taken and before the submit is answered. */
  beforeAnswer: (job: Submitted) => Promise<unknown> = () => Promise.resolve();
  private readonly ends = new Map<string, Answer>();
  private readonly server = createServer((request, response) => {
    this.answer(request, response).catch(() => response.destroy());
  });

  static async start(): Promise<FalStandIn> {
    const fal = new FalStandIn();
    await once(fal.server.listen(0, '127.0.0.1'), 'listening');
    return fal;
  }

  get url(): string {
    const address = this.server.address();
    if (address === null || typeof address === 'string') throw new Error('not listening');
    return `http://127.0.0.1:${address.port}`;
  }

  /** The job that was submitted last. */
  get last(): Submitted {
    const job = this.submitted.at(-1);
    if (!job) throw new Error('nothing was submitted');
    return job;
  }

  /** Ends a job: with its output, or with an error's status and body. */
  end(requestId: string, body: unknown, status = 200): void {
    this.ends.set(requestId, { status, body });
  }

  /** Lets a file lie in FAL's storage. @returns its address */
  file(bytes: Buffer | string): string {
    const path = `/files/${randomUUID()}`;
    this.files.set(path, Buffer.from(bytes));
    return `${this.url}${path}`;
  }

  reset(): void {
    this.submitted.length = 0;
    this.cancelled.length = 0;
    this.refusesToStop = false;
    this.standing = { status: 'IN_PROGRESS', logs: [] };
    this.behaviour = 'take';
    this.beforeAnswer = () => Promise.resolve();
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '', this.url);
    const body = await buffer(request);
    const [, id, verb] = /\/requests\/([^/]+)(?:\/(\w+))?$/.exec(url.pathname) ?? [];
    if (url.pathname.startsWith('/files/'))
      return this.storage(request, url.pathname, body, response);
    if (url.pathname.startsWith('/storage/')) return this.initiate(response);
    if (id === undefined) return this.submit(url, body, response);
    json(response, this.request(id, verb, url));
  }

  private async submit(url: URL, body: Buffer, response: ServerResponse): Promise<void> {
    const behaviour = this.behaviour;
    if (typeof behaviour === 'object') return json(response, behaviour);
    const job: Submitted = {
      requestId: randomUUID(),
      endpoint: url.pathname.slice(1),
      input: JSON.parse(body.toString()) as Record<string, unknown>,
      webhookUrl: url.searchParams.get('fal_webhook'),
    };
    this.submitted.push(job);
    await this.beforeAnswer(job);
    if (behaviour === 'break') response.destroy();
    else json(response, { status: 200, body: { status: 'IN_QUEUE', request_id: job.requestId } });
  }

  private request(id: string, verb: string | undefined, url: URL): Answer {
    const end = this.ends.get(id);
    if (!this.submitted.some(({ requestId }) => requestId === id)) {
      return { status: 404, body: { status: 'NOT_FOUND' } };
    }
    if (verb === 'cancel') {
      if (this.refusesToStop) return { status: 500, body: { detail: 'Internal error' } };
      if (end) return { status: 400, body: { status: 'ALREADY_COMPLETED' } };
      this.cancelled.push(id);
      return { status: 202, body: { status: 'CANCELLATION_REQUESTED' } };
    }
    if (verb !== 'status') {
      return end ?? { status: 400, body: { detail: 'Request is still in progress' } };
    }
    const standing = end ? { status: 'COMPLETED', logs: [] } : this.standing;
    return { status: 200, body: { ...standing, request_id: id, response_url: url.href } };
  }

  private initiate(response: ServerResponse): void {
    const url = `${this.url}/files/${randomUUID()}`;
    json(response, { status: 200, body: { upload_url: url, file_url: url } });
  }

  private storage(
    { method }: IncomingMessage,
    path: string,
    body: Buffer,
    response: ServerResponse,
  ): void {
    if (method === 'PUT') this.files.set(path, body);
    const file = this.files.get(path);
    response.writeHead(file ? 200 : 404).end(method === 'PUT' ? undefined : file);
  }
}

function json(response: ServerResponse, { status, body }: Answer): void {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify(body));
}

import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { authenticate } from './auth/authentication';
import type { Credentials } from './auth/authentication';
import { RequestBody } from './request-body';
import { route } from './router';
import type { S3Answer, S3Call, S3Services } from './s3-call';
import { S3Error } from './s3-error';
import { parseAddress, plainHeaders, withPresignedHeaders } from './s3-request';
import { errorAnswer, sendAnswer } from './s3-response';

/** MinIO's addresses for probes; they tell nothing and ask for no signature. */
const HEALTH = ['/minio/health/live', '/minio/health/ready'];

/** Turns HTTP requests into calls, and what comes of them into HTTP answers. */
export class RequestHandler {
  private readonly active = new Set<Promise<void>>();

  constructor(
    private readonly services: Promise<S3Services>,
    private readonly credentials: Credentials,
    private readonly onError: (error: unknown) => void,
  ) {}

  handle(request: IncomingMessage, response: ServerResponse, expectsContinue: boolean): void {
    const body = new RequestBody(request, response, expectsContinue);
    const serving = this.serve(request, response, body)
      .catch(this.onError)
      .finally(() => this.active.delete(serving));
    this.active.add(serving);
  }

  /** Waits until no request is at work. */
  async idle(): Promise<void> {
    await Promise.all(this.active);
  }

  private async serve(
    request: IncomingMessage,
    response: ServerResponse,
    body: RequestBody,
  ): Promise<void> {
    const requestId = randomUUID();
    response.setHeader('x-amz-request-id', requestId);
    try {
      await sendAnswer(response, await this.answer(request, body, requestId));
    } catch (error) {
      const refusal = this.refusal(error, response);
      if (response.headersSent) response.destroy();
      if (response.destroyed) return;
      if (!(await body.discard().catch(() => false))) response.setHeader('connection', 'close');
      await sendAnswer(response, errorAnswer(refusal, request, requestId));
    }
  }

  private async answer(
    request: IncomingMessage,
    body: RequestBody,
    requestId: string,
  ): Promise<S3Answer> {
    const services = await this.services;
    if (HEALTH.includes(request.url ?? '')) return { status: 200 };
    const call = this.authenticated(request, body, requestId);
    return route(call)(call, services);
  }

  private authenticated(request: IncomingMessage, body: RequestBody, requestId: string): S3Call {
    const { method = '', url = '', socket } = request;
    const { path, query, bucket, key } = parseAddress(url);
    const headers = plainHeaders(request);
    const unverified = { method, path, query, headers };
    const identity = authenticate(unverified, this.credentials, Date.now());
    return {
      method,
      bucket,
      key,
      query: new Map(query),
      headers: identity.presigned ? withPresignedHeaders(headers, query) : headers,
      identity,
      requestId,
      remoteAddress: socket.remoteAddress ?? '',
      read: () => body.start(),
    };
  }

  /** What the client is told; a fault of our own is reported, unless the client just went away. */
  private refusal(error: unknown, response: ServerResponse): S3Error {
    if (error instanceof S3Error) return error;
    if (!response.destroyed) this.onError(error);
    return new S3Error(500, 'InternalError', 'We encountered an internal error.');
  }
}

import { inSpan } from '@aisha/platform';
import { createFalClient, type QueueStatus } from '@fal-ai/client';
import { buffer } from 'node:stream/consumers';
import { z } from 'zod';
import { ProviderFailure } from '../provider.errors';
import { FalFileHosts, openDownload, type FalDownload } from './fal-download';
import { FalAnswered, falFetch, toFalFailure } from './fal-fetch';
import { deletePayloads, platformUrl } from './fal-payloads';
import { submitOnce } from './fal-submit';
import type { FalConfig } from './fal.env';
import type {
  FalCancellation,
  FalPayloadDeletion,
  FalResult,
  FalStatus,
  FalSubmission,
} from './fal.types';

/** FAL fetches an input when the job begins, and its queue holds no job longer; then the photos are to be gone. */
const UPLOAD_EXPIRES_IN = '1d';

/** How long each kind of call may take, in milliseconds. */
export interface FalTimeouts {
  readonly callMs: number;
  readonly transferMs: number;
}

// A call is a small question; a transfer carries a training archive or LoRA weights (some 100 MB).
const defaultTimeouts: FalTimeouts = { callMs: 30_000, transferMs: 300_000 };

/**
 * FAL's queue and file storage. Every method throws `ProviderFailure` when FAL could not be asked.
 * Submitting is one HTTP attempt of our own, because FAL's client repeats it on 502-504 and lost
 * connections, which may pay for a job twice; the rest goes through that client.
 */
export class FalClient {
  private readonly calls;
  private readonly transfers;
  private readonly fileHosts: FalFileHosts;

  constructor(
    private readonly config: Pick<FalConfig, 'FAL_KEY' | 'FAL_QUEUE_URL' | 'FAL_REST_URL'>,
    private readonly timeouts: FalTimeouts = defaultTimeouts,
  ) {
    this.calls = this.connect(timeouts.callMs);
    this.transfers = this.connect(timeouts.transferMs);
    this.fileHosts = new FalFileHosts([config.FAL_QUEUE_URL, config.FAL_REST_URL]);
  }

  /** Puts a job into the queue of `endpoint`, once; an unsure outcome is the kind `outcome-unknown`. */
  submit(
    endpoint: string,
    input: unknown,
    { webhookUrl }: { webhookUrl?: string } = {},
  ): Promise<FalSubmission> {
    const url = new URL(`${withoutSlash(this.config.FAL_QUEUE_URL)}/${endpoint}`);
    if (webhookUrl) url.searchParams.set('fal_webhook', webhookUrl);
    const { callMs: timeoutMs } = this.timeouts;
    const submission = { key: this.config.FAL_KEY, input, timeoutMs };
    return inSpan('fal submit', { kind: 'client', facts: { endpoint } }, () =>
      submitOnce(url.href, submission),
    );
  }

  async status(endpoint: string, requestId: string): Promise<FalStatus> {
    try {
      return toStatus(await this.calls.queue.status(endpoint, { requestId, logs: true }));
    } catch (error) {
      if (isNotFound(error)) return { state: 'unknown' };
      throw toFalFailure(error);
    }
  }

  /**
   * The output or the verdict on a completed request (an unknown one: status 404). Asked too early it
   * throws a retryable failure with `errorType: 'still-in-progress'`.
   */
  async result(endpoint: string, requestId: string): Promise<FalResult> {
    try {
      const { data } = await this.calls.queue.result(endpoint, { requestId });
      return { ok: true, output: data };
    } catch (error) {
      if (!(error instanceof FalAnswered) || !isVerdict(error)) throw resultFailure(error);
      return { ok: false, failure: error.toFailure() };
    }
  }

  async cancel(endpoint: string, requestId: string): Promise<FalCancellation> {
    try {
      await this.calls.queue.cancel(endpoint, { requestId });
      return 'requested';
    } catch (error) {
      if (isNotFound(error)) return 'not-found';
      if (error instanceof FalAnswered && error.answer.text === 'ALREADY_COMPLETED')
        return 'already-completed';
      throw toFalFailure(error);
    }
  }

  /**
   * Deletes what FAL keeps of a request: input, output and the files that it made, weights among them. FAL deletes no
   * files that were given to it; ours end after a day by themselves.
   */
  deletePayloads(requestId: string): Promise<FalPayloadDeletion> {
    const { FAL_KEY: key, FAL_REST_URL } = this.config;
    return deletePayloads(platformUrl(FAL_REST_URL), {
      key,
      requestId,
      timeoutMs: this.timeouts.callMs,
    });
  }

  /** Stores a file at FAL for a day and returns its public address. Repeating it costs nothing but an orphan. */
  async upload(bytes: Buffer, fileName: string, contentType: string): Promise<string> {
    const file = new File([new Uint8Array(bytes)], fileName, { type: contentType });
    const lifecycle = { expiresIn: UPLOAD_EXPIRES_IN } as const;
    return this.transfers.storage.upload(file, { lifecycle }).catch((error: unknown) => {
      throw toFalFailure(error);
    });
  }

  /** Fetches a result file into memory; for large ones use `openDownload`. */
  async download(url: string, limits: { maxBytes: number }): Promise<Buffer> {
    const { body } = await this.openDownload(url, limits);
    return buffer(body).catch((error: unknown) => {
      throw toFalFailure(error);
    });
  }

  /** Opens a result file as a stream, which fails beyond `maxBytes` and after the transfer timeout. */
  openDownload(url: string, { maxBytes }: { maxBytes: number }): Promise<FalDownload> {
    const { transferMs: timeoutMs } = this.timeouts;
    const limits = { hosts: this.fileHosts, maxBytes, timeoutMs };
    return inSpan('fal download', { kind: 'client' }, () => openDownload(url, limits));
  }

  private connect(timeoutMs: number) {
    return createFalClient({
      credentials: this.config.FAL_KEY,
      fetch: falFetch(timeoutMs),
      requestMiddleware: (request) =>
        Promise.resolve({ ...request, url: this.redirected(request.url) }),
    });
  }

  // FAL's client has its hosts built in and takes no base address.
  private redirected(url: string): string {
    return url
      .replace(/^https:\/\/queue\.fal\.run/, withoutSlash(this.config.FAL_QUEUE_URL))
      .replace(/^https:\/\/rest\.fal\.ai/, withoutSlash(this.config.FAL_REST_URL));
  }
}

const withoutSlash = (url: string) => url.replace(/\/+$/, '');

// A 404 page of a proxy or a wrong address says nothing about the request.
const isNotFound = (error: unknown) =>
  error instanceof FalAnswered && error.answer.status === 404 && error.answer.fromFal;

function isVerdict({ answer }: FalAnswered): boolean {
  if (isTooEarly(answer.text)) return false;
  if (answer.errorType !== undefined) return true;
  const aboutUs = [401, 403, 408, 429].includes(answer.status);
  return answer.fromFal && answer.status < 500 && !aboutUs;
}

const isTooEarly = (text: string) => /still in progress/i.test(text);

function resultFailure(error: unknown): ProviderFailure {
  const failure = toFalFailure(error);
  if (!isTooEarly(failure.message)) return failure;
  return new ProviderFailure('fal', 'unavailable', 'the request is still in progress', {
    status: failure.status,
    errorType: 'still-in-progress',
  });
}

// FAL sends none, null, or entries; its types promise more than its logs keep.
const logLines = z.object({
  logs: z
    .array(
      z
        .object({ message: z.string() })
        .transform(({ message }) => message)
        .nullable()
        .catch(null),
    )
    .nullish()
    .transform((lines) => (lines ?? []).filter((line) => line !== null))
    .catch([]),
});

function toStatus(status: QueueStatus & { error?: string; error_type?: string }): FalStatus {
  const logs = logLines.parse(status).logs;
  switch (status.status) {
    case 'IN_QUEUE':
      return { state: 'in-queue', queuePosition: status.queue_position, logs };
    case 'IN_PROGRESS':
      return { state: 'in-progress', logs };
    case 'COMPLETED':
      return { state: 'completed', logs, ...errorOf(status) };
  }
}

const errorOf = ({ error, error_type }: { error?: string; error_type?: string }) => ({
  ...(error ? { error } : {}),
  ...(error_type ? { errorType: error_type } : {}),
});

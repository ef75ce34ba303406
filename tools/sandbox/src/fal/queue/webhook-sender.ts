import { setTimeout as sleep } from 'node:timers/promises';
import type { FalFaultPlan } from '../fal-faults';
import { sandboxFalUserId, type SigningKeys } from '../signing-keys';
import type { FalOutcome, FalRequest } from './fal-request';
import type { RequestStore } from './request-store';

// FAL tries ten times over two hours with 15 s each; here the waits are shorter, so that one can watch.
const maxRetries = 10;
const answerTimeoutMs = 15_000;
const maxWaitMs = 60_000;

/** Delivers callbacks like FAL: signed, again with growing waits until a 2xx; a 3xx ends it. */
export class WebhookSender {
  private readonly stop = new AbortController();

  constructor(
    private readonly store: RequestStore,
    private readonly keys: SigningKeys,
    private readonly faults: FalFaultPlan,
    private readonly firstWaitMs: number,
  ) {}

  /** Resolves after the first attempt, so that a callback can be made to overtake the submit's answer. */
  async deliver(request: FalRequest): Promise<void> {
    const { webhookUrl: url, outcome, endpoint } = request;
    if (!url || !outcome || request.delivered) return;
    const fault = this.faults.take('webhook', endpoint, [
      'never',
      'double',
      'null-payload',
      'delay',
    ]);
    if (fault?.kind === 'never') return this.finish(request);
    if (fault?.kind === 'delay') await this.wait(fault.ms);
    const body = callbackBody(request.id, outcome, fault?.kind === 'null-payload');
    const isDone = await this.attempt(request, url, body);
    if (fault?.kind === 'double') await this.attempt(request, url, body);
    if (isDone) return this.finish(request);
    void this.retry(request, url, body).catch(() => undefined);
  }

  close(): void {
    this.stop.abort();
  }

  private async retry(request: FalRequest, url: string, body: string): Promise<void> {
    for (let retry = 0; retry < maxRetries; retry += 1) {
      await this.wait(Math.min(this.firstWaitMs * 2 ** retry, maxWaitMs));
      if (await this.attempt(request, url, body)) break;
    }
    await this.finish(request);
  }

  private async attempt(request: FalRequest, url: string, body: string): Promise<boolean> {
    const at = new Date().toISOString();
    const status = await this.post(request.id, url, body).catch((error: unknown) => {
      request.deliveries.push({ at, status: 0, error: String(error) });
      return undefined;
    });
    this.stop.signal.throwIfAborted();
    if (status !== undefined) request.deliveries.push({ at, status });
    await this.store.save(request);
    return status !== undefined && status < 400;
  }

  private async post(requestId: string, url: string, body: string): Promise<number> {
    const signed = this.keys.sign({ requestId, userId: sandboxFalUserId, body });
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...signed },
      body,
      redirect: 'manual',
      signal: AbortSignal.any([AbortSignal.timeout(answerTimeoutMs), this.stop.signal]),
    });
    await response.body?.cancel();
    return response.status;
  }

  private wait(ms: number): Promise<void> {
    return sleep(ms, undefined, { signal: this.stop.signal, ref: false });
  }

  private async finish(request: FalRequest): Promise<void> {
    request.delivered = true;
    await this.store.save(request);
  }
}

function callbackBody(id: string, { status, body }: FalOutcome, isUnreadable: boolean): string {
  const ids = { request_id: id, gateway_request_id: id };
  if (isUnreadable) {
    const payload_error = 'Response payload is not JSON serializable. Fetch it from the queue.';
    return JSON.stringify({ ...ids, status: 'OK', payload: null, payload_error });
  }
  if (status === 200) return JSON.stringify({ ...ids, status: 'OK', error: null, payload: body });
  const error = `Invalid status code: ${status}`;
  return JSON.stringify({ ...ids, status: 'ERROR', error, payload: body });
}

import { setTimeout as sleep } from 'node:timers/promises';
import type { FalOutcome, FalRequest } from './fal-request';
import type { JobWork } from './job-work';
import type { RequestStore } from './request-store';

// FAL's limit for new accounts.
const concurrency = 2;
// Even a lone job stands in the queue for a moment, so that one sees it there.
const queueShare = 0.15;

interface Place {
  readonly request: FalRequest;
  readonly readyAt: number;
  readonly wait: number;
  isReady: boolean;
}

/** Runs jobs in their order, two at a time; it goes on with those of the last run. */
export class JobRunner {
  private readonly waiting: Place[] = [];
  private readonly stop = new AbortController();
  private running = 0;

  constructor(
    private readonly store: RequestStore,
    private readonly work: JobWork,
    private readonly onCompleted: (request: FalRequest) => Promise<void>,
  ) {}

  /** Takes up what an earlier process left: unfinished jobs and callbacks still to deliver. */
  resume(): void {
    for (const request of this.store.list()) {
      if (request.status !== 'COMPLETED')
        this.enqueue({ ...request, status: 'IN_QUEUE', logs: [] });
      else if (!request.delivered) void this.onCompleted(request).catch(() => undefined);
    }
  }

  enqueue(request: FalRequest): void {
    const wait = this.work.paceOf(request) * queueShare;
    const place = { request, wait, readyAt: Date.now() + wait, isReady: false };
    this.waiting.push(place);
    void this.store.save(request);
    sleep(wait, undefined, { signal: this.stop.signal }).then(
      () => {
        place.isReady = true;
        this.startNext();
      },
      () => undefined,
    );
  }

  /** Jobs ahead in the queue, counting one for the first half of the shortest wait; it only falls. */
  positionOf(request: FalRequest): number {
    const index = this.waiting.findIndex((place) => place.request.id === request.id);
    const place = this.waiting[index];
    if (!place) return 0;
    return index + (place.readyAt - Date.now() > place.wait / 2 ? 1 : 0);
  }

  /** Removes a waiting job; one in progress goes on, as FAL allows itself. */
  cancel(request: FalRequest): void {
    const index = this.waiting.findIndex((place) => place.request.id === request.id);
    if (index < 0) return;
    this.waiting.splice(index, 1);
    const body = { detail: 'Request was cancelled', error_type: 'client_cancelled' };
    const error = 'Request was cancelled';
    void this.complete(request, { status: 499, body, error, errorType: 'client_cancelled' });
  }

  close(): void {
    this.stop.abort();
  }

  private startNext(): void {
    while (this.running < concurrency && this.waiting[0]?.isReady) {
      const place = this.waiting.shift();
      if (!place) return;
      this.running += 1;
      void this.run(place.request)
        .catch(() => undefined)
        .finally(() => {
          this.running -= 1;
          if (!this.stop.signal.aborted) this.startNext();
        });
    }
  }

  private async run(request: FalRequest): Promise<void> {
    request.status = 'IN_PROGRESS';
    request.startedAt = new Date().toISOString();
    await this.store.save(request);
    const { signal } = this.stop;
    const outcome = await this.work.outcomeOf(request, signal);
    signal.throwIfAborted();
    await this.complete(request, outcome);
  }

  private async complete(request: FalRequest, outcome: FalOutcome): Promise<void> {
    request.outcome = outcome;
    request.status = 'COMPLETED';
    request.completedAt = new Date().toISOString();
    request.delivered = request.webhookUrl === undefined;
    await this.store.save(request);
    await this.onCompleted(request);
  }
}

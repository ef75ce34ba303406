import { createTransport, Scope } from '@sentry/core';
import { ServerRuntimeClient } from '@sentry/core/server';
import { currentTrace } from '../logging/trace';
import { rootSpanIdOf } from '../tracing/span';
import { errorEvent } from './error-event';
import type { ErrorReporter, ReportFacts } from './error-reports';
import { ReportRate } from './report-rate';

/** A tracker that takes longer does without the report. */
const SEND_MS = 3_000;
/** Of the 9 s that a process has for its end. */
const FLUSH_MS = 2_000;

export interface SentryOptions {
  dsn: string;
  app: string;
  instance: string;
  environment: string;
  release?: string;
}

/** Reports to Sentry, or to any server that takes its envelopes. Loaded only where one is configured. */
export class SentryReports implements ErrorReporter {
  private readonly client: ServerRuntimeClient;
  private readonly rate = new ReportRate();
  private readonly app: string;

  constructor({ dsn, app, instance, environment, release }: SentryOptions) {
    this.app = app;
    this.client = new ServerRuntimeClient({
      dsn,
      environment,
      release,
      serverName: instance,
      runtime: { name: 'node', version: process.version },
      integrations: [],
      stackParser: () => [], // events come with their frames
      transport: (options) =>
        createTransport(options, (request) => send(options.url, request.body)),
      sendClientReports: false,
    });
    this.client.init();
  }

  report(error: unknown, kind: string, facts: ReportFacts): void {
    const event = errorEvent(error, { app: this.app, kind });
    const thrown = event.exception?.values?.at(-1);
    if (!this.rate.admits(`${kind} ${thrown?.type}: ${thrown?.value}`)) return;
    this.client.captureEvent(
      { ...event, extra: facts, contexts: { trace: traceContext() } },
      undefined,
      new Scope(),
    );
  }

  /** Sends what is left, but does not wait for a tracker that hangs. */
  async close(): Promise<void> {
    await this.client.close(FLUSH_MS);
  }
}

function traceContext() {
  const trace = currentTrace();
  if (!trace) return undefined;
  return { trace_id: trace.id, span_id: trace.spanId ?? rootSpanIdOf(trace.id) };
}

type Sent = ReturnType<Parameters<typeof createTransport>[1]>;

/** Redirects are not followed: the key in the request is meant for this server alone. */
const send = async (url: string, body: string | Uint8Array): Promise<Awaited<Sent>> => {
  const response = await fetch(url, {
    method: 'POST',
    body: body as string | Uint8Array<ArrayBuffer>,
    redirect: 'manual',
    signal: AbortSignal.timeout(SEND_MS),
  });
  await response.body?.cancel();
  return {
    statusCode: response.status,
    headers: {
      'x-sentry-rate-limits': response.headers.get('x-sentry-rate-limits'),
      'retry-after': response.headers.get('retry-after'),
    },
  };
};

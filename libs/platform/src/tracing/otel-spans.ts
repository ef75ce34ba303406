import {
  type Context,
  ROOT_CONTEXT,
  type Span,
  SpanKind,
  SpanStatusCode,
  trace as otelTrace,
  TraceFlags,
  type Tracer,
} from '@opentelemetry/api';
import type { Trace } from '../logging/trace';
import { type OpenSpan, rootSpanIdOf, type SpanOptions, type SpanWriter } from './span';
import type { TraceIds } from './trace-ids';

const KINDS: Record<SpanOptions['kind'], SpanKind> = {
  consumer: SpanKind.CONSUMER,
  client: SpanKind.CLIENT,
  server: SpanKind.SERVER,
};

/** Spans of OpenTelemetry under our own trace ids. Contexts are ours too: its context manager is not needed. */
export class OtelSpans implements SpanWriter {
  constructor(
    private readonly tracer: Tracer,
    private readonly ids: TraceIds,
  ) {}

  begin(name: string, trace: Trace, options: SpanOptions): OpenSpan {
    const span = this.ids.use({ traceId: trace.id }, () =>
      this.tracer.startSpan(name, settings(options), parentOf(trace)),
    );
    return {
      id: span.spanContext().spanId,
      note: (facts) => void span.setAttributes(facts),
      end: (error) => end(span, error),
    };
  }

  root(name: string, traceId: string, begunAt: number, options: SpanOptions): void {
    const span = this.ids.use({ traceId, spanId: rootSpanIdOf(traceId) }, () =>
      this.tracer.startSpan(name, { ...settings(options), startTime: begunAt }, ROOT_CONTEXT),
    );
    span.end();
  }
}

const settings = ({ kind, facts }: SpanOptions) => ({ kind: KINDS[kind], attributes: facts });

function parentOf({ id: traceId, spanId }: Trace): Context {
  if (!spanId) return ROOT_CONTEXT;
  const traceFlags = TraceFlags.SAMPLED; // not looked at: whether to keep a trace follows from its id
  return otelTrace.setSpanContext(ROOT_CONTEXT, { traceId, spanId, traceFlags, isRemote: true });
}

/** Of an error only its name and code: its text may hold more than ids. */
function end(span: Span, error: unknown): void {
  if (error !== undefined) {
    const { name = 'unknown', code } = error as { name?: string; code?: unknown };
    span.setStatus({ code: SpanStatusCode.ERROR });
    span.setAttribute('error.type', name);
    if (typeof code === 'string' || typeof code === 'number') span.setAttribute('error.code', code);
  }
  span.end();
}

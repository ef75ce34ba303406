import { type IdGenerator, RandomIdGenerator } from '@opentelemetry/sdk-trace';

/** OpenTelemetry asks for ids in the middle of its own call: it gets those that were laid out for it, else new ones. */
export class TraceIds implements IdGenerator {
  private readonly random = new RandomIdGenerator();
  private traceId?: string;
  private spanId?: string;

  /** Begins a span, which is synchronous, with these ids where it would make up new ones. */
  use<Span>(ids: { traceId: string; spanId?: string }, begin: () => Span): Span {
    [this.traceId, this.spanId] = [ids.traceId, ids.spanId];
    try {
      return begin();
    } finally {
      [this.traceId, this.spanId] = [undefined, undefined];
    }
  }

  generateTraceId(): string {
    return this.traceId ?? this.random.generateTraceId();
  }

  generateSpanId(): string {
    return this.spanId ?? this.random.generateSpanId();
  }
}

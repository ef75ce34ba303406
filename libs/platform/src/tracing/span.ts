import { currentTrace, runWithTrace, type Trace } from '../logging/trace';

/** What is known of a piece of work: ids, counts and words of ours, never a person's. */
export type SpanFacts = Record<string, string | number | boolean>;

export interface SpanOptions {
  /** `consumer` takes what was left for it, `client` calls a stranger, `server` is called by one. */
  kind: 'consumer' | 'client' | 'server';
  facts?: SpanFacts;
}

/** A span that goes on. */
export interface OpenSpan {
  readonly id: string;
  note(facts: SpanFacts): void;
  /** @param error why the work failed, where it did */
  end(error?: unknown): void;
}

/** Where spans go. */
export interface SpanWriter {
  begin(name: string, trace: Trace, options: SpanOptions): OpenSpan;
  /** A span of the past that begins its trace, under the id {@link rootSpanIdOf} of it. */
  root(name: string, traceId: string, begunAt: number, options: SpanOptions): void;
}

let writer: SpanWriter | undefined;

/** From now on spans are written there; to nowhere without one, as at the start. */
export function writeSpansTo(to: SpanWriter | undefined): void {
  writer = to;
}

/**
 * The span that begins a trace has an id that follows from the trace's, so that whoever finds a row knows its parent
 * without a column for it.
 */
export const rootSpanIdOf = (traceId: string): string => traceId.slice(16);

/**
 * Does a piece of work as a span of the current trace; jobs enqueued and spans begun inside come under it. Where no
 * spans are written, or no trace goes on, it is the work alone.
 */
export function inSpan<Result>(
  name: string,
  options: SpanOptions,
  work: (note: OpenSpan['note']) => Promise<Result>,
): Promise<Result> {
  const trace = writer && currentTrace();
  if (!writer || !trace) return work(forget);
  const span = writer.begin(name, trace, options);
  return runWithTrace(trace.id, () => until(span, work), span.id);
}

/** Writes the span that begins a trace. @param begunAt milliseconds since 1970 */
export function rootSpan(
  name: string,
  traceId: string,
  begunAt: number,
  options: SpanOptions,
): void {
  writer?.root(name, traceId, begunAt, options);
}

const forget = (): void => undefined;

async function until<Result>(
  span: OpenSpan,
  work: (note: OpenSpan['note']) => Promise<Result>,
): Promise<Result> {
  try {
    const result = await work((facts) => span.note(facts));
    span.end();
    return result;
  } catch (error) {
    span.end(error);
    throw error;
  }
}

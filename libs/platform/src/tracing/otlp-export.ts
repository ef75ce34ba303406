import { diag, DiagLogLevel } from '@opentelemetry/api';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { resourceFromAttributes } from '@opentelemetry/resources';
import {
  BatchSpanProcessor,
  TraceIdRatioBasedSampler,
  TracerProvider,
} from '@opentelemetry/sdk-trace';
import { withDeadline } from '../deadline';
import { OtelSpans } from './otel-spans';
import type { SpanWriter } from './span';
import { TraceIds } from './trace-ids';

/** A collector stands near. One that takes longer is not waited for: what it was to get is dropped. */
const EXPORT_MS = 3_000;
/** At a thousand updates a second, with five spans each, about a second; beyond it spans are dropped, memory is not. */
const SPANS_IN_HAND = 4_096;
/** Of the 9 s that a process has for its end. */
const FLUSH_MS = 2_000;

export interface OtlpExportOptions {
  app: string;
  instance: string;
  /** Where a collector takes OTLP over HTTP, such as http://collector:4318. */
  endpoint: string;
  /** Share of traces that are kept, 0 to 1. It follows from the trace id, so that all processes keep the same ones. */
  ratio: number;
  /** Told why spans were not taken. */
  onTrouble(detail: string): void;
}

export interface OtlpExport {
  spans: SpanWriter;
  /** Sends what is left, but does not wait for a collector that hangs. */
  close(): Promise<void>;
}

/** Spans to an OpenTelemetry collector. Loaded only where one is configured. */
export function openOtlpExport(options: OtlpExportOptions): OtlpExport {
  const { app, instance, endpoint, ratio, onTrouble } = options;
  const quiet = () => undefined;
  diag.setLogger(
    { error: onTrouble, warn: onTrouble, info: quiet, debug: quiet, verbose: quiet },
    { logLevel: DiagLogLevel.WARN, suppressOverrideMessage: true },
  );
  const url = `${endpoint.replace(/\/+$/, '')}/v1/traces`;
  const exporter = new OTLPTraceExporter({ url, timeoutMillis: EXPORT_MS });
  const ids = new TraceIds();
  const provider = new TracerProvider({
    resource: resourceFromAttributes({ 'service.name': app, 'service.instance.id': instance }),
    sampler: new TraceIdRatioBasedSampler(ratio),
    idGenerator: ids,
    spanProcessors: [
      new BatchSpanProcessor({
        exporter,
        maxQueueSize: SPANS_IN_HAND,
        exportTimeoutMillis: EXPORT_MS,
      }),
    ],
  });
  return {
    spans: new OtelSpans(provider.getTracer('aisha'), ids),
    close: () =>
      withDeadline(provider.shutdown(), FLUSH_MS, 'the collector hangs').catch(() => undefined),
  };
}

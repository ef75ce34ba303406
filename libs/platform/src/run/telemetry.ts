import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import type { JsonLogger } from '../logging/logger';
import { reportErrorsTo } from '../reporting/error-reports';
import { writeSpansTo } from '../tracing/span';

export interface TelemetrySettings {
  INSTANCE_ID: string;
  ENVIRONMENT: string;
  OTEL_EXPORTER_OTLP_ENDPOINT?: string;
  OTEL_TRACES_SAMPLER_ARG: number;
  SENTRY_DSN?: string;
  SENTRY_RELEASE?: string;
}

/** Where traces and unexpected errors go, if anywhere. What is not configured is not even loaded. */
@Injectable()
export class Telemetry implements OnApplicationShutdown {
  private readonly closers: (() => Promise<void>)[] = [];

  constructor(
    private readonly app: string,
    private readonly settings: TelemetrySettings,
    private readonly logger: JsonLogger,
  ) {}

  async open(): Promise<void> {
    await Promise.all([this.openTraces(), this.openReports()]);
  }

  /** After the work in hand has ended. */
  async onApplicationShutdown(): Promise<void> {
    await Promise.all(this.closers.map((close) => close()));
  }

  private async openTraces(): Promise<void> {
    const { OTEL_EXPORTER_OTLP_ENDPOINT: endpoint, OTEL_TRACES_SAMPLER_ARG: ratio } = this.settings;
    if (!endpoint) return;
    const { openOtlpExport } = await import('../tracing/otlp-export');
    const { app, settings, logger } = this;
    const onTrouble = (detail: string) =>
      logger.warn({ msg: 'traces are not exported', error: detail });
    const instance = settings.INSTANCE_ID;
    const { spans, close } = openOtlpExport({ app, instance, endpoint, ratio, onTrouble });
    writeSpansTo(spans);
    this.closers.push(close);
  }

  private async openReports(): Promise<void> {
    const { SENTRY_DSN: dsn, INSTANCE_ID: instance, ENVIRONMENT: environment } = this.settings;
    if (!dsn) return;
    const { SentryReports } = await import('../reporting/sentry-reports');
    const { SENTRY_RELEASE: release } = this.settings;
    const reports = new SentryReports({ dsn, app: this.app, instance, environment, release });
    reportErrorsTo(reports);
    this.closers.push(() => reports.close());
  }
}

import { Injectable } from '@nestjs/common';
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';

/** Prometheus metrics of this process, served at /metrics. */
@Injectable()
export class Metrics {
  readonly registry = new Registry();

  constructor() {
    collectDefaultMetrics({ register: this.registry });
  }

  /** The counter of that name, made at first use. */
  counter<Label extends string>(name: string, help: string, labels: Label[] = []): Counter<Label> {
    const known = this.registry.getSingleMetric(name) as Counter<Label> | undefined;
    return known ?? new Counter({ name, help, labelNames: labels, registers: [this.registry] });
  }

  /** The histogram of that name, made at first use. @param buckets upper bounds, in the unit of what is observed */
  histogram(name: string, help: string, buckets: number[]): Histogram {
    const known = this.registry.getSingleMetric(name) as Histogram | undefined;
    return known ?? new Histogram({ name, help, buckets, registers: [this.registry] });
  }

  /** The gauge of that name, made at first use. */
  gauge<Label extends string>(name: string, help: string, labels: Label[] = []): Gauge<Label> {
    const known = this.registry.getSingleMetric(name) as Gauge<Label> | undefined;
    return known ?? new Gauge({ name, help, labelNames: labels, registers: [this.registry] });
  }
}

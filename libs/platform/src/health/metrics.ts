import { Injectable } from '@nestjs/common';
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';

/** A number that is asked for at a scrape, with the labels that it goes by. */
export interface Reading<Label extends string> {
  readonly labels?: Labels<Label>;
  readonly value: number;
}

/** Prometheus metrics of this process, served at /metrics. */
@Injectable()
export class Metrics {
  readonly registry = new Registry();

  constructor() {
    collectDefaultMetrics({ register: this.registry });
  }

  /**
   * The counter of that name, made at first use.
   * @param first labels that are told as zero from the start: Prometheus takes a series that begins with 1 for one
   *   that never grew, and an alarm would not hear of the first time
   */
  counter<Label extends string>(
    name: string,
    help: string,
    labels: Label[] = [],
    first: readonly Labels<Label>[] = [],
  ): Counter<Label> {
    const known = this.registry.getSingleMetric(name) as Counter<Label> | undefined;
    if (known) return known;
    const made = new Counter({ name, help, labelNames: labels, registers: [this.registry] });
    for (const series of first) made.inc(series, 0);
    return made;
  }

  /** The histogram of that name, made at first use. @param buckets upper bounds, in the unit of what is observed */
  histogram<Label extends string>(
    name: string,
    help: string,
    buckets: number[],
    labels: Label[] = [],
  ): Histogram<Label> {
    const known = this.registry.getSingleMetric(name) as Histogram<Label> | undefined;
    const registers = [this.registry];
    return known ?? new Histogram({ name, help, buckets, labelNames: labels, registers });
  }

  /** The gauge of that name, made at first use. */
  gauge<Label extends string>(name: string, help: string, labels: Label[] = []): Gauge<Label> {
    const known = this.registry.getSingleMetric(name) as Gauge<Label> | undefined;
    return known ?? new Gauge({ name, help, labelNames: labels, registers: [this.registry] });
  }

  /**
   * A gauge that is asked at each scrape. What cannot be told then is not told: an old number would look like a
   * fresh one. @param ask has to end by itself, soon
   */
  reading<Label extends string>(
    name: string,
    help: string,
    labels: Label[],
    ask: () => Promise<Reading<Label>[]>,
  ): void {
    const gauge: Gauge<Label> = new Gauge({
      ...{ name, help, labelNames: labels, registers: [this.registry] },
      collect: async () => {
        const readings = await ask().catch(() => []);
        gauge.reset();
        // Without labels a reset is a zero.
        if (labels.length === 0) gauge.remove();
        for (const { labels: of = {}, value } of readings) gauge.set(of as Labels<Label>, value);
      },
    });
  }

  /** The same for what only grows, and is kept elsewhere. */
  total<Label extends string>(
    name: string,
    help: string,
    labels: Label[],
    ask: () => Promise<Reading<Label>[]>,
  ): void {
    const counter: Counter<Label> = new Counter({
      ...{ name, help, labelNames: labels, registers: [this.registry] },
      collect: async () => {
        const readings = await ask().catch(() => []);
        counter.reset();
        for (const { labels: of = {}, value } of readings) counter.inc(of as Labels<Label>, value);
      },
    });
  }
}

type Labels<Label extends string> = Partial<Record<Label, string>>;

import { Injectable } from '@nestjs/common';
import { Metrics, Sweep } from '@aisha/platform';
import { OpenAiClient } from './openai.client';

const DAY_MS = 24 * 3_600_000;
/** Time enough to try another model and to roll it out. */
const WARN_DAYS = 60;

/** Says when a model that we use is about to be shut down: once in the log, and in the metrics as days that are left. */
@Injectable()
export class ModelRetirementSweep extends Sweep {
  private readonly warned = new Set<string>();
  private readonly daysLeft;

  constructor(
    private readonly openai: OpenAiClient,
    metrics: Metrics,
  ) {
    super(DAY_MS);
    this.daysLeft = metrics.gauge(
      'provider_model_days_left',
      'Days until a configured model is shut down; absent where nothing is announced',
      ['provider', 'model'],
    );
  }

  /** Servers that do not list their models, or not those dates, have nothing to say; the start waits for nobody. */
  protected async sweep(): Promise<void> {
    const dates = await this.openai.shutdownDates().catch((error: unknown) => {
      this.logger.debug({ msg: 'models are not listed', error });
      return new Map<string, Date>();
    });
    for (const model of this.openai.models) {
      const date = dates.get(model);
      if (date) this.note(model, date);
    }
  }

  private note(model: string, date: Date): void {
    const days = Math.ceil((date.getTime() - Date.now()) / DAY_MS);
    this.daysLeft.set({ provider: 'openai', model }, days);
    if (days > WARN_DAYS || this.warned.has(model)) return;
    this.warned.add(model);
    const until = date.toISOString().slice(0, 10);
    this.logger.warn({ msg: 'a configured model is shut down soon', model, until, days });
  }
}

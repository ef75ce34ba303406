import { Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import { AnswerRows } from '../answering/answer-rows';

/** Who stops an answer sees the model stop within a second. One statement for all that this process writes. */
const LOOK_EACH_MS = 400;

/** The row says that nobody waits for this answer any more. */
export class AnswerSettled extends Error {
  override readonly name = 'AnswerSettled';
}

/** Ends the writing of answers that were settled meanwhile: stopped by their person, or given up. */
@Injectable()
export class SettledWatch implements OnApplicationShutdown {
  private readonly logger = new Logger(SettledWatch.name);
  private readonly inHand = new Map<string, AbortController>();
  private timer?: NodeJS.Timeout;

  constructor(private readonly rows: AnswerRows) {}

  /** A signal that is aborted with `AnswerSettled`; `end` when the writing is over. */
  over(answerId: string): { signal: AbortSignal; end: () => void } {
    const controller = new AbortController();
    this.inHand.set(answerId, controller);
    this.timer ??= setInterval(() => void this.look(), LOOK_EACH_MS);
    return { signal: controller.signal, end: () => this.end(answerId, controller) };
  }

  onApplicationShutdown(): void {
    clearInterval(this.timer);
  }

  private end(answerId: string, controller: AbortController): void {
    if (this.inHand.get(answerId) === controller) this.inHand.delete(answerId);
    if (this.inHand.size > 0) return;
    clearInterval(this.timer);
    this.timer = undefined;
  }

  private async look(): Promise<void> {
    try {
      for (const id of await this.rows.settledAmong([...this.inHand.keys()])) {
        this.inHand.get(id)?.abort(new AnswerSettled());
      }
    } catch (error) {
      this.logger.warn({ msg: 'not known who stopped an answer', error });
    }
  }
}

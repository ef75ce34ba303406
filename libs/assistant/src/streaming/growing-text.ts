import type { PartialAnswers } from './partial-answers';

/** Readers look about once a second; more often would cost Redis a call for each word. */
const WRITE_EACH_MS = 250;

/** A text that others may read while it grows. */
export class GrowingText {
  private text = '';
  private timer?: NodeJS.Timeout;
  private writing: Promise<void>;

  constructor(
    private readonly partials: PartialAnswers,
    private readonly answerId: string,
  ) {
    this.writing = partials.write(answerId, '');
  }

  add(piece: string): void {
    this.text += piece;
    this.timer ??= setTimeout(() => this.write(), WRITE_EACH_MS);
  }

  /** Nobody reads it any more once this is done. */
  async end(): Promise<void> {
    clearTimeout(this.timer);
    await this.writing;
    await this.partials.end(this.answerId);
  }

  private write(): void {
    this.timer = undefined;
    this.writing = this.writing.then(() => this.partials.write(this.answerId, this.text));
  }
}

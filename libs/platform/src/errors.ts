/** A refusal that the domain expects. `code` survives a process border, `instanceof` does not. */
export abstract class DomainError extends Error {
  abstract readonly code: string;
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = new.target.name;
  }
}

/** An error that trying again cannot mend; a job that throws it is not retried. */
export const isPermanent = (error: unknown): boolean =>
  error instanceof Error && (error as { retryable?: unknown }).retryable === false;

/** An error of ours that says what went wrong and whether trying again helps; all else is a fault nobody foresaw. */
export const isForeseen = (error: unknown): boolean =>
  error instanceof DomainError ||
  typeof (error as { retryable?: unknown } | null)?.retryable === 'boolean';

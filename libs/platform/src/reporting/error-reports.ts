/** What is known of an unexpected error besides itself: ids and words of ours. */
export type ReportFacts = Record<string, string | number>;

export interface ErrorReporter {
  report(error: unknown, kind: string, facts: ReportFacts): void;
}

let reporter: ErrorReporter | undefined;

/** From now on unexpected errors are reported there; to nobody without one, as at the start. */
export function reportErrorsTo(to: ErrorReporter | undefined): void {
  reporter = to;
}

/**
 * Tells the operators' error tracker of something that nobody foresaw. What is foreseen, such as a provider that is
 * away, belongs into metrics and logs alone.
 * @param kind where it was noticed, such as `job given up`
 */
export function reportError(error: unknown, kind: string, facts: ReportFacts = {}): void {
  reporter?.report(error, kind, facts);
}

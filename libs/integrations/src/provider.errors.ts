/** The services that we call and do not own. */
export type Provider = 'fal' | 'openai' | 'storage';

/**
 * What went wrong, as far as a caller acts differently on it.
 * - `rejected`: 4xx, permanent, the input is at fault
 * - `content-policy`: the provider refuses to work on this content
 * - `balance`: our account is empty (FAL 403 "Exhausted balance", OpenAI `insufficient_quota`)
 * - `unauthorized`: the key is wrong or may not do this
 * - `rate-limited`: 429, see `retryAfterMs`
 * - `unavailable`: 5xx, network, timeout
 * - `outcome-unknown`: a submit that may have been accepted and billed; reconcile, never repeat blindly
 */
export type FailureKind =
  | 'rejected'
  | 'content-policy'
  | 'balance'
  | 'unauthorized'
  | 'rate-limited'
  | 'unavailable'
  | 'outcome-unknown';

/** Everything that a failure may carry besides provider, kind and message. */
export interface FailureDetails {
  readonly status?: number;
  readonly errorType?: string;
  readonly retryAfterMs?: number;
  readonly retryable?: boolean;
}

const retryableKinds: ReadonlySet<FailureKind> = new Set(['rate-limited', 'unavailable']);

/**
 * A provider did not do what we asked. `retryable` says whether the same call may succeed later;
 * an empty account and an unknown outcome are not retryable, the caller has a way of its own for them.
 */
export class ProviderFailure extends Error {
  readonly retryable: boolean;
  /** HTTP status, when there was an answer. */
  readonly status?: number;
  /** The provider's own machine-readable type or code; rely on it, never on the message. */
  readonly errorType?: string;
  /** How long the provider asked us to wait, in milliseconds. */
  readonly retryAfterMs?: number;

  constructor(
    readonly provider: Provider,
    readonly kind: FailureKind,
    message: string,
    details: FailureDetails = {},
  ) {
    super(`${provider} ${kind}: ${message}`);
    this.name = 'ProviderFailure';
    this.retryable = details.retryable ?? retryableKinds.has(kind);
    this.status = details.status;
    this.errorType = details.errorType;
    this.retryAfterMs = details.retryAfterMs;
  }
}

/** For metrics: the kind of a failure; `stopped` for a call that we called off, or an error of our own. */
export const outcomeOf = (error: unknown): FailureKind | 'stopped' =>
  error instanceof ProviderFailure ? error.kind : 'stopped';

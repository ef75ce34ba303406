import { APIConnectionError, APIError } from 'openai';
import { networkFailure } from '../network.errors';
import { ProviderFailure, type FailureKind } from '../provider.errors';
import { retryAfterMs } from '../retry-after';

const policyCodes: ReadonlySet<string> = new Set(['content_policy_violation', 'content_filter']);

/** Any error of an OpenAI call as a failure. */
export function toOpenAiFailure(error: unknown): ProviderFailure {
  if (error instanceof ProviderFailure) return error;
  if (error instanceof APIConnectionError) return networkFailure('openai', error);
  if (error instanceof APIError) return answered(error);
  // A 200 whose body is not JSON: a proxy's page, or an answer that broke off.
  return networkFailure('openai', error);
}

/** The server said 200 and something else than it should have. */
export function unusableAnswer(what: string): ProviderFailure {
  return new ProviderFailure('openai', 'unavailable', `the answer is not ${what}`, { status: 200 });
}

function answered(error: APIError): ProviderFailure {
  const code = error.code ?? error.type ?? undefined;
  return new ProviderFailure('openai', kindOf(error.status, code), error.message, {
    status: error.status,
    errorType: code,
    retryAfterMs: retryAfterMs(error.headers),
  });
}

function kindOf(status: number | undefined, code: string | undefined): FailureKind {
  // Comes as 429 like a rate limit, but waiting does not help.
  if (code === 'insufficient_quota') return 'balance';
  if (code === 'invalid_api_key') return 'unauthorized';
  if (code !== undefined && policyCodes.has(code)) return 'content-policy';
  if (status === 401 || status === 403) return 'unauthorized';
  // Within a stream an error has a code, but no status.
  if (status === 429 || code === 'rate_limit_exceeded') return 'rate-limited';
  if (status === undefined || status === 408 || status === 409 || status >= 500)
    return 'unavailable';
  return 'rejected';
}

import { isNativeError } from 'node:util/types';
import { ProviderFailure, type Provider } from './provider.errors';

// The connection was never made, so the request cannot have been seen by anybody.
const neverSentCodes: ReadonlySet<string> = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
]);

interface Cause {
  readonly code?: string;
  readonly text: string;
}

/** Codes and texts of an error and its causes, nearest first: `fetch failed` hides the reason in them. */
function causesOf(error: unknown, depth = 0): Cause[] {
  if (!isNativeError(error) || depth > 5) return [];
  const code = 'code' in error && typeof error.code === 'string' ? error.code : undefined;
  const inner = 'errors' in error && Array.isArray(error.errors) ? error.errors : [error.cause];
  const text = error.message || error.name;
  return [{ code, text }, ...inner.flatMap((cause: unknown) => causesOf(cause, depth + 1))];
}

/** True when the request cannot have reached the provider: refused connection, no such host. */
export function wasNeverSent(error: unknown): boolean {
  return causesOf(error).some(({ code }) => code !== undefined && neverSentCodes.has(code));
}

/** Why a call got no answer, in one line. */
export function networkReason(error: unknown): string {
  const texts = causesOf(error).map(({ code, text }) => (code ? `${text} (${code})` : text));
  return texts.join(': ') || String(error);
}

/**
 * A call without an answer as a failure. It carries no `cause`: FAL's client walks causes and would
 * repeat the call by itself.
 */
export const networkFailure = (provider: Provider, error: unknown): ProviderFailure =>
  new ProviderFailure(provider, 'unavailable', networkReason(error));

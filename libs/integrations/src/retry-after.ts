/**
 * The wait that a provider asks for, in milliseconds: `retry-after-ms`, else `retry-after` in seconds
 * or as a date (RFC 9110 10.2.3). Undefined when there is none or it makes no sense.
 */
export function retryAfterMs(headers: Headers | undefined, now = Date.now()): number | undefined {
  const exact = Number(headers?.get('retry-after-ms') ?? NaN);
  if (exact >= 0) return exact;
  const value = headers?.get('retry-after');
  if (!value) return undefined;
  const seconds = Number(value);
  const wait = Number.isNaN(seconds) ? Date.parse(value) - now : seconds * 1000;
  return Number.isNaN(wait) ? undefined : Math.max(0, wait);
}

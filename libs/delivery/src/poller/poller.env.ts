import { type DatabaseConfig } from '@aisha/database';
import { wholeNumber } from '@aisha/platform';

const DEFAULT_TTL_MS = 3_000;
/** Six renewals fit into the time to live, so that a slow one or a pause of the collector ends no tenure. */
const RENEWALS_A_TTL = 6;

/**
 * How long a silent poller is trusted, in milliseconds. Below a second a busy machine alone would depose it;
 * above a minute nobody would call it failover.
 */
export const pollerEnv = {
  POLLER_LEASE_TTL_MS: wholeNumber(1_000, 60_000).default(DEFAULT_TTL_MS),
};

export type PollerConfig = DatabaseConfig & { INSTANCE_ID?: string; POLLER_LEASE_TTL_MS?: number };

/** All times of a lease follow from its time to live. */
export interface LeaseTimes {
  ttlMs: number;
  renewEachMs: number;
  /** The holder stops this long after it sent its last good renewal: a renewal earlier than others take over. */
  holderTrustMs: number;
}

export function leaseTimes({
  POLLER_LEASE_TTL_MS: ttlMs = DEFAULT_TTL_MS,
}: PollerConfig): LeaseTimes {
  const renewEachMs = ttlMs / RENEWALS_A_TTL;
  return { ttlMs, renewEachMs, holderTrustMs: ttlMs - renewEachMs };
}

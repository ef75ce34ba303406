import { parseConfig } from '@aisha/platform';
import { leaseTimes, pollerEnv } from './poller.env';

const times = (POLLER_LEASE_TTL_MS?: string) =>
  leaseTimes({ DATABASE_URL: '', ...parseConfig(pollerEnv, { POLLER_LEASE_TTL_MS }) });

describe('POLLER_LEASE_TTL_MS', () => {
  it('should be 3 s where nothing is said', () => {
    expect(times().ttlMs).toBe(3_000);
  });

  it('should leave room for several renewals, and end the trust before others take over', () => {
    const { ttlMs, renewEachMs, holderTrustMs } = times('1200');
    expect(renewEachMs * 5).toBeLessThan(ttlMs);
    expect(holderTrustMs).toBeLessThan(ttlMs);
    expect(holderTrustMs).toBeGreaterThan(3 * renewEachMs);
  });

  it.each(['999', '60001', '0', 'soon'])('should refuse %s', (value) => {
    expect(() => times(value)).toThrow('POLLER_LEASE_TTL_MS');
  });
});

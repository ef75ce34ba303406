import { createPublicKey, type KeyObject } from 'node:crypto';
import { z } from 'zod';

// FAL allows its keys to be kept for at most a day.
const maxAgeMs = 24 * 60 * 60 * 1000;
// A flood of forged callbacks must not become a flood of requests to FAL.
const minRefreshMs = 10_000;

const jwks = z.object({ keys: z.array(z.record(z.string(), z.unknown())) });
const ed25519Key = z.object({
  kty: z.literal('OKP'),
  crv: z.literal('Ed25519'),
  x: z.base64url().length(43),
});

/** FAL's public keys: fetched when needed, kept for a day, fetched again at most every ten seconds. */
export class FalWebhookKeys {
  private keys: readonly KeyObject[] = [];
  private fetchedAt = -Infinity;
  private triedAt = -Infinity;
  private fetching?: Promise<void>;

  constructor(
    private readonly url: string,
    private readonly timeoutMs = 5_000,
  ) {}

  /** The keys that count now, none when they cannot be had. */
  async current(now: number): Promise<readonly KeyObject[]> {
    if (now - this.fetchedAt >= maxAgeMs) await this.refresh(now);
    return now - this.fetchedAt < maxAgeMs ? this.keys : [];
  }

  /** Asks again after an unknown key; says whether the keys at hand are the newest that can be had. */
  async renewed(now: number): Promise<boolean> {
    await this.refresh(now);
    return this.fetchedAt >= this.triedAt;
  }

  private async refresh(now: number): Promise<void> {
    if (!this.fetching && now - this.triedAt < minRefreshMs) return;
    this.fetching ??= this.fetchKeys(now).finally(() => (this.fetching = undefined));
    await this.fetching;
  }

  private async fetchKeys(now: number): Promise<void> {
    this.triedAt = now;
    try {
      const response = await fetch(this.url, { signal: AbortSignal.timeout(this.timeoutMs) });
      const body = await response.text();
      if (!response.ok) return;
      this.keys = parseKeys(JSON.parse(body));
      this.fetchedAt = now;
    } catch {
      // `fetchedAt` stays behind `triedAt`, which is how callers see it.
    }
  }
}

function parseKeys(body: unknown): KeyObject[] {
  return jwks.parse(body).keys.flatMap((candidate) => {
    const key = ed25519Key.safeParse(candidate);
    return key.success ? [createPublicKey({ key: key.data, format: 'jwk' })] : [];
  });
}

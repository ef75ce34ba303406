import { createHash, verify, type KeyObject } from 'node:crypto';
import type { FalWebhookConfig } from './fal.env';
import { FalWebhookKeys } from './fal-webhook.keys';

const windowSeconds = 300;

/** Why a callback does not count. */
export type FalWebhookFault =
  'missing-header' | 'malformed-header' | 'stale' | 'foreign-account' | 'wrong-signature';

/** `keys-unavailable`: FAL's keys cannot be fetched now, ask the sender to come again (503). */
export type FalWebhookVerdict =
  'valid' | 'keys-unavailable' | { readonly invalid: FalWebhookFault };

/** A callback as it came; the body as raw bytes, because they are what is signed. */
export interface FalCallback {
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly rawBody: Buffer;
  /** Milliseconds, for tests. */
  readonly now?: number;
}

/**
 * Checks the ED25519 signature of FAL's callbacks as its webhooks page says. A valid one proves that
 * *some* FAL job of *some* account ended, or of `FAL_WEBHOOK_USER_ID` if that is set; nothing about ours.
 */
export class FalWebhookVerifier {
  private readonly keys: FalWebhookKeys;

  constructor(private readonly config: FalWebhookConfig) {
    this.keys = new FalWebhookKeys(config.FAL_WEBHOOK_JWKS_URL);
  }

  async verify({ headers, rawBody, now = Date.now() }: FalCallback): Promise<FalWebhookVerdict> {
    const signed = readHeaders(headers);
    if (typeof signed === 'string') return { invalid: signed };
    if (Math.abs(now / 1000 - Number(signed.timestamp)) > windowSeconds)
      return { invalid: 'stale' };
    const pinned = this.config.FAL_WEBHOOK_USER_ID;
    if (pinned && signed.userId !== pinned) return { invalid: 'foreign-account' };
    return this.checkSignature(messageOf(signed, rawBody), signed.signature, now);
  }

  private async checkSignature(
    message: Buffer,
    signature: Buffer,
    now: number,
  ): Promise<FalWebhookVerdict> {
    const isSigned = (key: KeyObject) => verify(null, message, key, signature);
    const known = await this.keys.current(now);
    if (known.some(isSigned)) return 'valid';
    // No header names the key: FAL may have changed it since.
    const newest = await this.keys.renewed(now);
    const current = await this.keys.current(now);
    if (current.some(isSigned)) return 'valid';
    return newest && current.length > 0 ? { invalid: 'wrong-signature' } : 'keys-unavailable';
  }
}

interface SignedHeaders {
  readonly requestId: string;
  readonly userId: string;
  readonly timestamp: string;
  readonly signature: Buffer;
}

function readHeaders(headers: FalCallback['headers']): SignedHeaders | FalWebhookFault {
  const read = (name: string) => [headers[`x-fal-webhook-${name}`]].flat()[0];
  const [requestId, userId, time, hex] = ['request-id', 'user-id', 'timestamp', 'signature'].map(
    read,
  );
  if (!requestId || !userId || !time || !hex) return 'missing-header';
  if (!/^\d{1,12}$/.test(time) || !/^[0-9a-f]{128}$/i.test(hex)) return 'malformed-header';
  return { requestId, userId, timestamp: time, signature: Buffer.from(hex, 'hex') };
}

function messageOf({ requestId, userId, timestamp }: SignedHeaders, rawBody: Buffer): Buffer {
  const bodyHash = createHash('sha256').update(rawBody).digest('hex');
  return Buffer.from([requestId, userId, timestamp, bodyHash].join('\n'));
}

import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  sign,
  type KeyObject,
} from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';

/** The account in whose name the stand-in signs its callbacks. */
export const sandboxFalUserId = 'sandbox-user';

/** What is signed: FAL's message is made of these and of the hash of the raw body. */
export interface SignedCallback {
  readonly requestId: string;
  readonly userId: string;
  readonly body: string;
  /** Unix seconds; now if left out. */
  readonly timestamp?: number | undefined;
}

/** The stand-in's own ED25519 key for callbacks, with its JWKS. */
export class SigningKeys {
  private constructor(
    private readonly file: string,
    private key: KeyObject,
  ) {}

  /** Takes up the key of the last run, so that a cached JWKS stays true. */
  static async open(dir: string): Promise<SigningKeys> {
    const file = path.join(dir, 'signing-key.pem');
    const known = await readFile(file).catch(() => undefined);
    const keys = new SigningKeys(file, known ? createPrivateKey(known) : newKey());
    await keys.save();
    return keys;
  }

  /** From now on another key counts; the old one leaves the JWKS at once. */
  async rotate(): Promise<void> {
    this.key = newKey();
    await this.save();
  }

  jwks() {
    const { kty, crv, x } = createPublicKey(this.key).export({ format: 'jwk' });
    return { keys: [{ kty, crv, x }] };
  }

  /** The four headers of a callback. Steps: FAL's webhooks page. */
  sign({ requestId, userId, body, timestamp }: SignedCallback): Record<string, string> {
    const time = String(timestamp ?? Math.floor(Date.now() / 1000));
    const hash = createHash('sha256').update(body).digest('hex');
    const message = Buffer.from([requestId, userId, time, hash].join('\n'));
    return {
      'x-fal-webhook-request-id': requestId,
      'x-fal-webhook-user-id': userId,
      'x-fal-webhook-timestamp': time,
      'x-fal-webhook-signature': sign(null, message, this.key).toString('hex'),
    };
  }

  private async save(): Promise<void> {
    await mkdir(path.dirname(this.file), { recursive: true });
    await writeFile(this.file, this.key.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600 });
  }
}

const newKey = () => generateKeyPairSync('ed25519').privateKey;

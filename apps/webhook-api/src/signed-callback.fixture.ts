import { createHash, generateKeyPairSync, sign } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';

/** FAL as far as webhook-api knows it: a key pair, the public half of which is served, and signed calls. */
export class FalSigner {
  /** False: the keys cannot be had. */
  keysAreServed = true;
  private readonly pair = generateKeyPairSync('ed25519');
  private readonly server = createServer((_request, response) => {
    const key = this.pair.publicKey.export({ format: 'jwk' });
    response.writeHead(this.keysAreServed ? 200 : 500, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ keys: [key] }));
  });

  static async start(): Promise<FalSigner> {
    const signer = new FalSigner();
    await once(signer.server.listen(0, '127.0.0.1'), 'listening');
    return signer;
  }

  get jwksUrl(): string {
    const address = this.server.address();
    if (address === null || typeof address === 'string') throw new Error('not listening');
    return `http://127.0.0.1:${address.port}/jwks.json`;
  }

  /** The headers of a callback with this body, as FAL's webhooks page describes them. */
  headers(body: string, at = Date.now()): Record<string, string> {
    const [requestId, userId, time] = ['webhook-1', 'our-account', String(Math.floor(at / 1_000))];
    const hash = createHash('sha256').update(body).digest('hex');
    const message = Buffer.from([requestId, userId, time, hash].join('\n'));
    return {
      'content-type': 'application/json',
      'x-fal-webhook-request-id': requestId,
      'x-fal-webhook-user-id': userId,
      'x-fal-webhook-timestamp': time,
      'x-fal-webhook-signature': sign(null, message, this.pair.privateKey).toString('hex'),
    };
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }
}

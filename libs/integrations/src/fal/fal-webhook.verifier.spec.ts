import { createHash, generateKeyPairSync, sign, type KeyObject } from 'node:crypto';
import { ScriptedServer } from '../scripted-server.fixture';
import { FalWebhookVerifier } from './fal-webhook.verifier';

const start = Date.UTC(2026, 10, 22);
const body = Buffer.from('{"request_id":"r-1","status":"OK","payload":{}}');
const keyPair = () => generateKeyPairSync('ed25519');

function signed(privateKey: KeyObject, now = start, rawBody = body, userId = 'user-1') {
  const timestamp = String(Math.floor(now / 1000));
  const hash = createHash('sha256').update(rawBody).digest('hex');
  const message = ['r-1', userId, timestamp, hash].join('\n');
  return {
    'x-fal-webhook-request-id': 'r-1',
    'x-fal-webhook-user-id': userId,
    'x-fal-webhook-timestamp': timestamp,
    'x-fal-webhook-signature': sign(null, Buffer.from(message), privateKey).toString('hex'),
  };
}

describe('FalWebhookVerifier', () => {
  const current = keyPair();
  let server: ScriptedServer;
  let verifier: FalWebhookVerifier;
  const serve = (...keys: KeyObject[]) =>
    server.playJson(200, {
      keys: [{ kty: 'RSA', n: 'x' }, ...keys.map((key) => key.export({ format: 'jwk' }))],
    });
  const verify = (headers: Record<string, string>, now = start, rawBody = body) =>
    verifier.verify({ headers, rawBody, now });

  beforeAll(async () => {
    server = await ScriptedServer.start();
  });
  beforeEach(() => {
    serve(current.publicKey);
    verifier = new FalWebhookVerifier({ FAL_WEBHOOK_JWKS_URL: `${server.url}/jwks.json` });
  });
  afterAll(() => server.close());

  it('should accept a true callback and fetch the keys once', async () => {
    const headers = signed(current.privateKey);
    const verdicts = await Promise.all([verify(headers), verify(headers), verify(headers)]);
    expect(verdicts).toEqual(['valid', 'valid', 'valid']);
    expect(server.seen).toHaveLength(1);
  });

  it('should try every key, because no header names one', async () => {
    serve(keyPair().publicKey, current.publicKey);
    await expect(verify(signed(current.privateKey))).resolves.toBe('valid');
  });

  it('should refuse another body, another key and another request id', async () => {
    const headers = signed(current.privateKey);
    const wrong = { invalid: 'wrong-signature' };
    await expect(verify(headers, start, Buffer.from('{}'))).resolves.toEqual(wrong);
    await expect(verify(signed(keyPair().privateKey))).resolves.toEqual(wrong);
    const replayed = { ...headers, 'x-fal-webhook-request-id': 'r-2' };
    await expect(verify(replayed)).resolves.toEqual(wrong);
  });

  it('should refuse what is older or newer than 300 s', async () => {
    const headers = signed(current.privateKey);
    await expect(verify(headers, start + 300_000)).resolves.toBe('valid');
    await expect(verify(headers, start + 301_000)).resolves.toEqual({ invalid: 'stale' });
    await expect(verify(headers, start - 301_000)).resolves.toEqual({ invalid: 'stale' });
  });

  it.each(['request-id', 'user-id', 'timestamp', 'signature'])(
    'should refuse a callback without its %s',
    async (name) => {
      const headers = { ...signed(current.privateKey), [`x-fal-webhook-${name}`]: '' };
      await expect(verify(headers)).resolves.toEqual({ invalid: 'missing-header' });
    },
  );

  it('should refuse headers that cannot be right without asking for keys', async () => {
    const headers = { ...signed(current.privateKey), 'x-fal-webhook-signature': 'zz' };
    await expect(verify(headers)).resolves.toEqual({ invalid: 'malformed-header' });
    expect(server.seen).toHaveLength(0);
  });

  it('should refuse the callbacks of other accounts when one is pinned', async () => {
    verifier = new FalWebhookVerifier({
      FAL_WEBHOOK_JWKS_URL: `${server.url}/jwks.json`,
      FAL_WEBHOOK_USER_ID: 'user-1',
    });
    await expect(verify(signed(current.privateKey))).resolves.toBe('valid');
    const foreign = signed(current.privateKey, start, body, 'user-2');
    await expect(verify(foreign)).resolves.toEqual({ invalid: 'foreign-account' });
  });

  it('should fetch the keys again when FAL has changed them, but not for every forgery', async () => {
    await verify(signed(current.privateKey));
    const next = keyPair();
    serve(next.publicKey);
    const later = start + 60_000;
    await expect(verify(signed(next.privateKey, later), later)).resolves.toBe('valid');
    for (let i = 0; i < 5; i += 1) await verify(signed(keyPair().privateKey, later), later + i);
    expect(server.seen).toHaveLength(1);
  });

  it('should use the keys for a day, then fetch them anew', async () => {
    await verify(signed(current.privateKey));
    server.playJson(500, {});
    const evening = start + 23 * 3_600_000;
    await expect(verify(signed(current.privateKey, evening), evening)).resolves.toBe('valid');
    expect(server.seen).toHaveLength(0);
    const nextDay = start + 25 * 3_600_000;
    const headers = signed(current.privateKey, nextDay);
    await expect(verify(headers, nextDay)).resolves.toBe('keys-unavailable');
  });

  it('should not judge without keys, and recover when they come back', async () => {
    server.play((response) => response.destroy());
    await expect(verify(signed(current.privateKey))).resolves.toBe('keys-unavailable');
    serve(current.publicKey);
    const later = start + 20_000;
    await expect(verify(signed(current.privateKey), later)).resolves.toBe('valid');
  });
});
